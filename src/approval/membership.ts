import type { LoadedApproval } from '../store/approvals.ts';
import type { Way } from './way.ts';

/** Whether this person sees the channel, and so its cards. False where Slack does not say: a delegate sees no more than that. */
export async function seesChannel(
  way: Pick<Way, 'workspace' | 'log'>,
  channel: string,
  who: string,
): Promise<boolean> {
  try {
    return (await way.workspace.members(channel)).includes(who);
  } catch (error) {
    way.log.warn({ channel, who, error: String(error) }, 'could not tell who is in a channel');
    return false;
  }
}

/**
 * Of what waits for this person, what they may see anyway: what they may decide in somebody's place alone shows only
 * where they are in its channel. `mayAlone`: whether they could without standing in for anybody.
 */
export async function seenBy(
  way: Pick<Way, 'workspace' | 'log'>,
  who: string,
  waiting: LoadedApproval[],
  mayAlone: (approval: LoadedApproval) => boolean,
): Promise<LoadedApproval[]> {
  const inPlace = waiting.filter((one) => !mayAlone(one));
  if (inPlace.length === 0) return waiting;
  const channels = [...new Set(inPlace.map(({ channel }) => channel))];
  const seen = await Promise.all(channels.map((channel) => seesChannel(way, channel, who)));
  const open = new Set(channels.filter((_, index) => seen[index]));
  return waiting.filter((one) => !inPlace.includes(one) || open.has(one.channel));
}
