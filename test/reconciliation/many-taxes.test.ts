import { describe, expect, test } from 'vitest';
import { causes, inCents } from './beside.ts';
import type { Row } from './sides.ts';

/**
 * A row and a posting of each bill, each of another vendor, with one number; the posting is so many hundredths of a per
 * cent of the row above it.
 */
function bills(all: readonly number[]): { sheet: Row[]; ledger: Row[] } {
  const net = (at: number): number => 131_017 + at * 1737;
  const like = (at: number) => ({
    date: new Date(Date.UTC(2026, 0, 5 + at * 2)).toISOString().slice(0, 10),
    vendor: `Bistro ${String.fromCharCode(65 + (at % 26), 97 + (at % 26), 97 + Math.floor(at / 26))}`,
    number: `${500_000 + at * 17}`,
  });
  return {
    sheet: all.map((_, at) => ({ ...like(at), id: `S${at + 1}`, amount: inCents(net(at)) })),
    ledger: all.map((tax, at) => ({
      ...like(at),
      id: `L${at + 1}`,
      amount: inCents(net(at) + Math.round((net(at) * tax) / 10_000)),
    })),
  };
}

/** The cause of each, in the order in which they were asked. */
function saidOf(all: readonly number[]): (string | undefined)[] {
  const { sheet, ledger } = bills(all);
  const said = causes(sheet, ledger);
  return all.map((_, at) =>
    said
      .find((one) => one.startsWith(`S${at + 1} =`))
      ?.split(' ')
      .at(-1),
  );
}

const times = <Of>(count: number, what: Of): Of[] => Array.from({ length: count }, () => what);
/** A firm that buys in six towns: a hundred taxed bills, each town's as often as the others'. */
const TOWNS = [600, 700, 750, 825, 887.5, 1025];
const bought = times(16, TOWNS).flat();

describe('the taxes of many places', () => {
  test('are all taxes, though none comes back at its vendors', () => {
    expect(saidOf([...bought, ...times(5, 625)])).toEqual(times(bought.length + 5, 'tax'));
  });

  test('are all taxes in a small list too, though one of them is met but twice', () => {
    const few = [...times(8, 700), ...times(6, 975), ...times(3, 825), ...times(3, 625), 500, 500];
    expect(saidOf(few)).toEqual(times(few.length, 'tax'));
  });

  test('are no rates by which prices rise, and no interest', () => {
    const others = [...times(9, 150), ...times(9, 300), ...times(9, 450), 500, 1200, 950];
    expect(saidOf([...bought, ...others]).slice(bought.length)).toEqual(times(others.length, 'amount'));
  });

  test('are not met where one rate has most pairs: others are prices there', () => {
    const usual = times(90, 825);
    const rises = [500, 550, 600, 650, 700, 1000].flatMap((rise) => times(2, rise));
    expect(saidOf([...usual, ...rises]).slice(usual.length)).toEqual(times(rises.length, 'amount'));
  });
});
