import type { Reconciliation, Side } from '../../reconciliation/types.ts';
import { totalsByCurrency } from './answer.ts';

/** Two lines for the person at the terminal: what belongs together, and what the money comes to. */
export function summaryLines(
  { matches, unmatched, totals }: Reconciliation,
  sheet: Side,
  ledger: Side,
  currency: string,
): string[] {
  const rows = sheet.id.length;
  const postings = ledger.id.length;
  const matched = `${grouped(rows - unmatched.sheet.length)} of ${counted(rows, 'sheet row')} and ${grouped(postings - unmatched.ledger.length)} of ${counted(postings, 'posting')}`;
  const { [currency]: own, ...others } = totalsByCurrency(totals, currency);
  const causes = Object.entries(own?.byCause ?? {})
    .filter(([, amount]) => /[1-9]/.test(amount))
    .map(([cause, amount]) => `${cause} ${grouped(amount)}`);
  const because = causes.length > 0 ? ` (${causes.join(', ')})` : '';
  const codes = Object.keys(others);
  const besides = codes.length > 0 ? `; also ${codes.join(', ')}` : '';
  return [
    `${matched} belong together, in ${counted(matches.length, 'match', 'matches')}.`,
    `${currency}: sheet ${grouped(own?.sheet ?? '')}, ledger ${grouped(own?.ledger ?? '')}, difference ${grouped(own?.difference ?? '')}${because}${besides}.`,
  ];
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : many}`;
}

/** With a comma at every third digit before the point. Loading Intl for it would take longer than writing the lines. */
function grouped(figure: number | string): string {
  const [whole = '', ...decimals] = String(figure).split('.');
  return [whole.replace(/\B(?=(?:\d{3})+$)/g, ','), ...decimals].join('.');
}
