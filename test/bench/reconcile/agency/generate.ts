import { causeOf } from '../cause.ts';
import type { Hardness } from '../dial.ts';
import { randomOf } from '../random.ts';
import { filed, idsOf } from '../telling.ts';
import { type Generated, linksOf, type TruthGroup, type TruthUnmatched } from '../truth.ts';
import { joined, twinsOf } from './apart.ts';
import { type Desk, deskOf } from './desk.ts';
import { DIALS } from './dial.ts';
import { repair } from './enough.ts';
import { firmOf, isoOf } from './firm.ts';
import type { InLedger, OnSheet, Story, Telling } from './shapes.ts';
import { ALONE } from './stories/alone.ts';
import { CORRECTIONS } from './stories/corrections.ts';
import { GROUPS } from './stories/groups.ts';
import { MONTHS } from './stories/months.ts';
import type { Teller } from './stories/pair.ts';
import { PLAIN } from './stories/plain.ts';
import { TRIPS } from './stories/trips.ts';
import { TWICE } from './stories/twice.ts';

const TELLERS: Readonly<Record<string, Teller>> = {
  ...PLAIN,
  ...GROUPS,
  ...TRIPS,
  ...MONTHS,
  ...CORRECTIONS,
  ...TWICE,
  ...ALONE,
};

/** What the export does not reach: a bill posted after it leaves its row alone; a longer story is left out whole. */
function cutOff(desk: Desk, story: Story): Story | null {
  const last = isoOf(desk.firm.last);
  const late = story.tellings.filter((one) => one.ledger.some(({ row }) => row.date > last));
  if (late.length === 0) return story;
  const [only] = story.tellings;
  if (!only || story.tellings.length > 1 || only.sheet.length !== 1 || only.why) return null;
  const party = only.sheet[0]?.fact.party;
  if (!party || !desk.alone('sheet', party, desk.firm.last)) return null;
  return { tellings: [{ kind: 'cut-off', sheet: only.sheet, ledger: [], cause: 'missing-in-ledger' }] };
}

function tell(desk: Desk, rows: number): { tellings: Telling[]; sheet: OnSheet[][]; ledger: InLedger[][] } {
  const kinds = Object.entries(desk.dial.stories);
  const told = { tellings: [] as Telling[], sheet: [] as OnSheet[][], ledger: [] as InLedger[][] };
  let written = 0;
  while (written < rows * 2) {
    const kind = desk.random.weighted(kinds);
    const teller = TELLERS[kind];
    if (!teller) throw new Error(`Nobody tells ${kind}.`);
    const story = cutOff(desk, teller(desk));
    if (!story) continue;
    for (const telling of story.tellings) {
      repair(desk.random, telling, desk.dial.lost);
      told.tellings.push(telling);
      written += telling.sheet.length + telling.ledger.length;
    }
    if (story.twins?.sheet) told.sheet.push(story.twins.sheet);
    if (story.twins?.ledger) told.ledger.push(story.twins.ledger);
  }
  return told;
}

function truthOf(tellings: readonly Telling[]) {
  const groups: TruthGroup[] = [];
  const unmatched = { sheet: [] as TruthUnmatched[], ledger: [] as TruthUnmatched[] };
  for (const { kind, sheet, ledger, why, cause } of tellings) {
    if (sheet.length > 0 && ledger.length > 0) {
      const of = [sheet.map(({ row }) => row), ledger.map(({ row }) => row)] as const;
      groups.push({
        sheet: idsOf(sheet),
        ledger: idsOf(ledger),
        cause: causeOf(...of, why ?? 'amount'),
        kind,
      });
      continue;
    }
    for (const id of idsOf(sheet)) unmatched.sheet.push({ id, cause: cause ?? 'missing-in-ledger', kind });
    for (const id of idsOf(ledger)) unmatched.ledger.push({ id, cause: cause ?? 'missing-in-sheet', kind });
  }
  return { groups, unmatched };
}

/** A year of an agency's cost sheets and of its QuickBooks. The same seed, rows and hardness give the same files. */
export function generate(seed: number, rows: number, hardness: Hardness): Generated {
  const random = randomOf(seed);
  const dial = DIALS[hardness];
  const desk = deskOf(random, dial, firmOf(random, dial, rows), rows);
  const told = tell(desk, rows);
  const { tellings } = told;
  const sheet = filed(
    random,
    tellings.flatMap((one) => one.sheet),
    (i) => String(i + 2),
  );
  const ledger = filed(
    random,
    tellings.flatMap((one) => one.ledger),
    (i) => `${10_000 + i}`,
  );
  const twins = {
    sheet: joined([...told.sheet, ...twinsOf<OnSheet>(tellings, 'sheet')]).map(idsOf),
    ledger: joined([...told.ledger, ...twinsOf<InLedger>(tellings, 'ledger')]).map(idsOf),
  };
  const { groups, unmatched } = truthOf(tellings);
  return {
    sheet: sheet.map(({ row }) => row),
    ledger: ledger.map(({ row }) => row),
    truth: {
      format: 'reconciliation-truth/1',
      generator: 'agency',
      seed,
      hardness,
      rows: { sheet: sheet.length, ledger: ledger.length },
      links: linksOf(groups),
      groups,
      unmatched,
      twins,
    },
  };
}
