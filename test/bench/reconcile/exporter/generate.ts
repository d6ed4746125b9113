import { causeOf } from '../cause.ts';
import type { Hardness } from '../dial.ts';
import { twinsOf } from '../finish.ts';
import { filed, idsOf } from '../telling.ts';
import { type Generated, linksOf, type TruthGroup, type TruthUnmatched } from '../truth.ts';
import { firmOf } from './firm.ts';
import type { Firm, InLedger, OnSheet, Story, Teller, Telling } from './shapes.ts';
import { BORDERS } from './stories/borders.ts';
import { CORRECTIONS } from './stories/corrections.ts';
import { CREDITS } from './stories/credits.ts';
import { PAYMENTS } from './stories/payments.ts';
import { PURCHASES } from './stories/purchases.ts';
import { SEVERAL } from './stories/several.ts';
import { VAT } from './stories/vat.ts';
import { tidy } from './tidy.ts';

const TELLERS: Readonly<Record<string, Teller>> = {
  ...PURCHASES,
  ...SEVERAL,
  ...VAT,
  ...BORDERS,
  ...CREDITS,
  ...PAYMENTS,
  ...CORRECTIONS,
};

function tell(firm: Firm, rows: number): Story[] {
  const kinds = Object.entries(firm.dial.stories);
  const told: Story[] = [];
  let written = 0;
  while (written < rows * 2) {
    const kind = firm.random.weighted(kinds);
    const teller = TELLERS[kind];
    if (!teller) throw new Error(`Nobody tells ${kind}.`);
    const story = teller(firm);
    if (!story) continue;
    told.push(story);
    for (const { sheet, ledger } of story.tellings) written += sheet.length + ledger.length;
  }
  return told;
}

const taxed = (all: readonly (OnSheet | InLedger)[]) => all.some((one) => one.taxed);

function groupOf({ kind, sheet, ledger, tax }: Telling): TruthGroup {
  const why = (tax ?? taxed(sheet) !== taxed(ledger)) ? 'tax' : 'amount';
  const cause = causeOf(
    sheet.map(({ row }) => row),
    ledger.map(({ row }) => row),
    why,
  );
  return { sheet: idsOf(sheet), ledger: idsOf(ledger), cause, kind };
}

function aloneOf(tellings: readonly Telling[], side: 'sheet' | 'ledger'): TruthUnmatched[] {
  return tellings
    .filter(({ cause }) => cause !== undefined)
    .flatMap(({ cause = null, kind, ...rows }) => idsOf(rows[side]).map((id) => ({ id, cause, kind })));
}

/**
 * The cost sheets and the QuickBooks export of a maker of machines that buys in many currencies and lives under VAT:
 * two lists of about `rows` rows each, and what is true of them. The same arguments give the same lists.
 */
export function generate(seed: number, rows: number, hardness: Hardness = 'standard'): Generated {
  const firm = firmOf(seed, rows, hardness);
  const stories = tell(firm, rows);
  const tellings = stories.flatMap((story) => story.tellings);
  const found = tidy(firm, tellings);
  const sheet = filed(
    firm.random,
    tellings.flatMap((one) => one.sheet),
    (place) => String(2001 + place),
  );
  const ledger = filed(
    firm.random,
    tellings.flatMap((one) => one.ledger),
    (place) => String(70_001 + place),
  );
  const places = <R>(all: readonly R[], sets: readonly (readonly R[])[]) => {
    const at = new Map(all.map((one, i) => [one, i]));
    return sets.map((set) => set.flatMap((one) => at.get(one) ?? []));
  };
  const declared = (side: 'sheet' | 'ledger') =>
    stories.flatMap((story) => (story.twins?.[side] ? [story.twins[side]] : []));
  const groups = tellings.filter(({ cause }) => cause === undefined).map(groupOf);
  const sheetRows = sheet.map(({ row }) => row);
  const ledgerRows = ledger.map(({ row }) => row);
  return {
    sheet: sheetRows,
    ledger: ledgerRows,
    truth: {
      format: 'reconciliation-truth/1',
      generator: 'exporter',
      seed,
      hardness,
      rows: { sheet: sheet.length, ledger: ledger.length },
      links: linksOf(groups),
      groups,
      unmatched: { sheet: aloneOf(tellings, 'sheet'), ledger: aloneOf(tellings, 'ledger') },
      twins: {
        sheet: twinsOf(sheetRows, places(sheet, [...(declared('sheet') as OnSheet[][]), ...found.sheet])),
        ledger: twinsOf(
          ledgerRows,
          places(ledger, [...(declared('ledger') as InLedger[][]), ...found.ledger]),
        ),
      },
    },
  };
}
