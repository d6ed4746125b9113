import { Temporal } from 'temporal-polyfill';
import { contentHash, sha256 } from '../core/identity.ts';
import { localDate } from '../core/instant.ts';
import { BOT } from '../log/entry.ts';
import { defaultPeriod } from '../reconciling/period.ts';
import type { Period } from '../reconciling/run.ts';
import type { InboundRule } from '../settings/types.ts';
import type { Transaction } from '../store/database.ts';
import { firstSeen, type OpenDelivery } from '../store/inbox.ts';
import { INBOUND_EVENT, InboundDelivery, type InboundEvent, sourceName } from './inbound-events.ts';
import { keepUnknown, type Unknown } from './inbound-unknown.ts';
import type { Triggers } from './triggers.ts';

interface Told extends InboundEvent {
  source: string;
}
/** One thing to do, for however many pieces of news. */
interface Wanted {
  does: InboundRule['does'];
  project: string;
  news: { event: Told; span: Period | null }[];
}

/**
 * Each piece of news counts once, in however many deliveries it comes; what the table makes of a whole batch is one
 * draft and one reconciliation a project. News of a project that is not in the table are kept where doctor shows them.
 */
export async function workOffInbound(
  triggers: Triggers,
  tx: Transaction,
  deliveries: readonly OpenDelivery[],
): Promise<void> {
  const { way } = triggers;
  const told: Told[] = [];
  const unknown: Unknown[] = [];
  for (const { id, payload } of deliveries) {
    const { source, events } = InboundDelivery.parse(payload);
    if (events === null) {
      unknown.push({ source, theirs: '', event: null, delivery: id });
      continue;
    }
    told.push(...events.map((event) => ({ ...event, source })));
  }
  const today = localDate(way.now(), way.projects.company.timezone);
  const wanted = new Map<string, Wanted>();
  for (const event of await notSeenBefore(tx, told, way.now())) {
    const rules = way.projects.inbound.filter((rule) => concerns(rule, event));
    if (rules.length === 0) {
      const { source, theirs, event: name, id } = event;
      unknown.push({ source, theirs: theirs.join(' / '), event: name, delivery: id });
    }
    for (const rule of rules) {
      if (!rule.when.includes(event.event)) continue;
      const { does, project } = rule;
      const span = spanOf(rule.period, event, today, way.projects.company.timezone);
      // Periods are reconciled one by one; a draft takes what is open from the earliest on.
      const key = [does, project, does === 'reconcile' ? span?.from : ''].join('/');
      const one = wanted.get(key);
      if (one) one.news.push({ event, span });
      else wanted.set(key, { does, project, news: [{ event, span }] });
    }
  }
  await keepUnknown(way, tx, unknown);
  for (const one of wanted.values()) await ask(triggers, tx, one, today);
}

function concerns({ source, theirs }: InboundRule, event: Told): boolean {
  const named = (text: string) => text.trim().toLowerCase();
  return source === event.source && event.theirs.some((one) => named(one) === named(theirs));
}

/** Remembers them by the senders' ids, which are text of any length. */
async function notSeenBefore(tx: Transaction, told: readonly Told[], at: Date): Promise<Told[]> {
  const byId = new Map(told.map((event) => [sha256(JSON.stringify([event.source, event.id])), event]));
  const fresh = await firstSeen(tx, INBOUND_EVENT, [...byId.keys()], at);
  return fresh.flatMap((id) => byId.get(id) ?? []);
}

async function ask(
  triggers: Triggers,
  tx: Transaction,
  { does, project: code, news }: Wanted,
  today: string,
) {
  const { way } = triggers;
  const project = way.projects.projects.find((one) => one.code === code);
  const [first] = news;
  if (!project || !first) return;
  const ids = news.map(({ event }) => `${event.source}/${event.id}`).sort();
  const requestKey = `inbound:${does}:${code}:${contentHash(ids)}`;
  const { source } = first.event;
  way.log.info({ project: code, does, news: news.length, source }, 'another system began it');
  const asked = { project: code, requestedBy: BOT, channel: project.channel, requestKey };
  if (does === 'reconcile') {
    const period = first.span ?? defaultPeriod(today);
    return triggers.enqueueReconcile(tx, { ...asked, period, periodNote: null });
  }
  const starts = news.map(({ span }) => span?.from ?? null);
  const since = starts.includes(null) ? null : (starts.sort()[0] ?? null);
  const because = `${sourceName(source)} reports ${WORDS[first.event.event]}.`;
  await triggers.enqueueDraft(tx, { ...asked, kind: 'invoice', since, because });
}

/** What of the project the news is about; null: all that is open. A week begins on Monday. */
function spanOf(
  period: InboundRule['period'],
  { event, at }: Told,
  today: string,
  timezone: string,
): Period | null {
  const unit = period ?? (event === 'timesheet.approved' ? 'month' : 'all');
  if (unit === 'all') return null;
  const day = at === null ? today : at.includes('T') ? localDate(new Date(at), timezone) : at;
  const date = Temporal.PlainDate.from(day);
  const from = unit === 'month' ? date.with({ day: 1 }) : date.subtract({ days: date.dayOfWeek - 1 });
  const next = unit === 'month' ? from.add({ months: 1 }) : from.add({ days: 7 });
  return { from: from.toString(), to: next.subtract({ days: 1 }).toString() };
}

const WORDS: Record<InboundEvent['event'], string> = {
  'timesheet.approved': 'approved time',
  'project.completed': 'a project completed or opened again',
  'order.fulfilled': 'a fulfilled order',
};
