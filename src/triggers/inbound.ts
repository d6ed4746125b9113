import { Temporal } from 'temporal-polyfill';
import { contentHash, sha256 } from '../core/identity.ts';
import { localDate } from '../core/instant.ts';
import { BOT } from '../log/entry.ts';
import { defaultPeriod } from '../reconciling/period.ts';
import type { InboundRule } from '../settings/types.ts';
import { COMPANY, type Transaction } from '../store/database.ts';
import type { OpenDelivery } from '../store/inbox.ts';
import { InboundDelivery, type InboundEvent, sourceName } from './inbound-events.ts';
import { keepUnknown } from './inbound-unknown.ts';
import type { Triggers } from './triggers.ts';

interface Told extends InboundEvent {
  source: string;
}
/** One thing to do, for however many pieces of news. */
interface Wanted {
  does: InboundRule['does'];
  project: string;
  told: Told[];
  rules: InboundRule[];
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
  for (const { id, payload } of deliveries) {
    const { source, events } = InboundDelivery.parse(payload);
    if (events === null) {
      await keepUnknown(way, tx, { source, theirs: '', event: null, delivery: id });
      continue;
    }
    told.push(...events.map((event) => ({ ...event, source })));
  }
  const wanted = new Map<string, Wanted>();
  for (const event of await notSeenBefore(tx, told, way.now())) {
    const rules = way.projects.inbound.filter((rule) => concerns(rule, event));
    if (rules.length === 0) {
      const { source, theirs, event: name, id } = event;
      await keepUnknown(way, tx, { source, theirs: theirs.join(' / '), event: name, delivery: id });
    }
    for (const rule of rules) {
      if (!rule.when.includes(event.event)) continue;
      const key = `${rule.does}/${rule.project}`;
      const one = wanted.get(key) ?? { does: rule.does, project: rule.project, told: [], rules: [] };
      wanted.set(key, { ...one, told: [...one.told, event], rules: [...one.rules, rule] });
    }
  }
  for (const one of wanted.values()) await ask(triggers, tx, one);
}

function concerns({ source, theirs }: InboundRule, event: Told): boolean {
  const named = (text: string) => text.trim().toLowerCase();
  return source === event.source && event.theirs.some((one) => named(one) === named(theirs));
}

/** Remembers them by the senders' ids, which are text of any length. */
async function notSeenBefore(tx: Transaction, told: readonly Told[], at: Date): Promise<Told[]> {
  const byId = new Map(told.map((event) => [sha256(JSON.stringify([event.source, event.id])), event]));
  if (byId.size === 0) return [];
  const fresh = await tx.delivery.createManyAndReturn({
    data: [...byId.keys()].map((id) => ({ company: COMPANY, source: 'inbound-event', id, at, doneAt: at })),
    skipDuplicates: true,
    select: { id: true },
  });
  return fresh.flatMap(({ id }) => byId.get(id) ?? []);
}

async function ask(triggers: Triggers, tx: Transaction, { does, project: code, told, rules }: Wanted) {
  const { way } = triggers;
  const project = way.projects.projects.find((one) => one.code === code);
  if (!project) return;
  const { timezone } = way.projects.company;
  const today = localDate(way.now(), timezone);
  const spans = told.map((event, index) => spanOf(rules[index]?.period ?? null, event, today, timezone));
  const requestKey = `inbound:${does}:${code}:${contentHash(told.map(({ source, id }) => [source, id]).sort())}`;
  const { channel } = project;
  way.log.info({ project: code, does, news: told.length, source: told[0]?.source }, 'another system began it');
  if (does === 'draft') {
    const since = spans.reduce<string | null>(
      (first, span) => (first === null || span === null ? null : min(first, span.from)),
      spans[0]?.from ?? null,
    );
    const because = sentence(told);
    const job = { kind: 'invoice', project: code, requestedBy: BOT, channel, since, requestKey, because };
    return triggers.enqueueDraft(tx, job);
  }
  const known = spans.flatMap((span) => span ?? []);
  const [first] = known;
  const period =
    first && known.length === spans.length
      ? known.reduce((all, { from, to }) => ({ from: min(all.from, from), to: max(all.to, to) }), first)
      : defaultPeriod(today);
  const job = { project: code, requestedBy: BOT, channel, period, periodNote: null, requestKey };
  await triggers.enqueueReconcile(tx, job);
}

const min = (a: string, b: string) => (a < b ? a : b);
const max = (a: string, b: string) => (a > b ? a : b);

/** What of the project the news is about; null: all that is open. A week begins on Monday. */
function spanOf(period: InboundRule['period'], { event, at }: Told, today: string, timezone: string) {
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

function sentence(told: readonly Told[]): string {
  const [first] = told;
  return first ? `${sourceName(first.source)} reports ${WORDS[first.event]}.` : '';
}
