import type { VendorFailure } from '../core/failure.ts';
import type { Pace } from '../limits/counters.ts';
import { createGate, type Gate, type GateOptions } from '../limits/gate.ts';
import type { Shared } from '../limits/shared.ts';

/** Methods of the Web API that the messenger calls. */
export type Method =
  | 'chat.postMessage'
  | 'chat.update'
  | 'chat.postEphemeral'
  | 'chat.getPermalink'
  | 'conversations.open'
  | 'conversations.history'
  | 'views.open'
  | 'views.update'
  | 'views.publish';

/** Runs a call of this method to this channel (or, of views, this person) when there is room for it. */
export type SlackPace = <T>(method: Method, to: string, call: () => Promise<T>) => Promise<T>;

export const unpaced: SlackPace = (_method, _to, call) => call();

interface Rule extends Pick<GateOptions, 'patienceMs' | 'beyond'> {
  /** To one channel. */
  each?: Pace;
  /** Over all channels. */
  all: Pace;
}

const MINUTE = 60_000;
/**
 * Slack names its tiers as "and more", and allows bursts: a minute's worth leaves at once, and what follows leaves at the
 * tier's own pace. Only Slack's Retry-After holds back what somebody waits for.
 */
const TIER_3: Rule = { all: { points: 50, perMs: MINUTE }, patienceMs: 1_200, beyond: 'ask' };
const TIER_4: Rule = { all: { points: 100, perMs: MINUTE }, patienceMs: 600, beyond: 'ask' };

/**
 * Slack counts by method and workspace, messages by channel as well (API-FACTS: chat.postMessage one a second for each
 * channel and a cap for the workspace, chat.update 50 and more a minute, views and postEphemeral tier 4).
 */
const RULES: Readonly<Record<Method, Rule>> = {
  'chat.postMessage': {
    each: { points: 10, perMs: 10_000 },
    all: { points: 300, perMs: MINUTE },
    patienceMs: 11_000,
  },
  // Tier 3 for each channel, so that one channel's cards never take another's room.
  'chat.update': { ...TIER_3, each: TIER_3.all, all: { points: 3_000, perMs: MINUTE } },
  'chat.postEphemeral': TIER_4,
  // A tier of its own that Slack gives no number for; what it answers is never waited for.
  'chat.getPermalink': TIER_4,
  'conversations.open': TIER_3,
  'conversations.history': TIER_3,
  'views.open': TIER_4,
  'views.update': TIER_4,
  'views.publish': TIER_4,
};

/** `failureOf`: what a call threw, as a failure with Slack's wait in it. */
export function slackPace(
  workspace: string,
  shared: Shared,
  failureOf: (error: unknown) => VendorFailure,
): SlackPace {
  const gates = new Map<string, Gate>();
  const gateOf = (method: Method, to: string): Gate => {
    const { each, all, ...rest } = RULES[method];
    const whole = { key: `slack/${workspace}/${method}`, pace: all };
    const key = each ? `${whole.key}/${to}` : whole.key;
    const paces = each ? [whole, { key, pace: each }] : [whole];
    const gate = gates.get(key) ?? createGate({ service: 'Slack', shared, paces, ...rest });
    gates.set(key, gate);
    return gate;
  };
  return async (method, to, call) => {
    const gate = gateOf(method, to);
    try {
      return await gate.pass(call);
    } catch (error) {
      const { retryAfterMs, code } = failureOf(error);
      if (retryAfterMs && code === 'ratelimited') gate.pause(retryAfterMs);
      throw error;
    }
  };
}
