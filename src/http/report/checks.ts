import { formatMoney } from '../../core/money.ts';
import { type CheckTotal, checkTotals, type RunCheck } from '../../reconciling/checks/finding.ts';
import { CHECK_WORDS } from '../../reconciling/checks/words.ts';
import type { RunSummary } from '../../reconciling/run.ts';
import { escapeHtml as esc } from '../page.ts';
import { webAddress } from './columnar.ts';

/** So many of each check stand in sight; the rest can be opened, and is on paper. */
const IN_SIGHT = 3;
const NUMBER = new Intl.NumberFormat('en-US');

/** What is worth a look beside the variances: of each check how many and how much, and each with its reason. */
export function checksSection({ checks = [], checkTotals: totals }: RunSummary): string {
  if (checks.length === 0) return '';
  const all = totals ?? checkTotals(checks);
  const parts = all.map((total) => part(total, checks));
  return `<section class="panel checks" aria-labelledby="checks"><h2 id="checks">Worth a look</h2>
<p class="about">Nothing is decided by these, and nothing was changed. Amounts may stand in several of them.</p>
<table class="chart"><thead><tr><th scope="col">What was found</th><th scope="col" class="number">How many</th><th scope="col" class="number">Amount</th></tr></thead>
${parts.join('\n')}</table></section>`;
}

function part({ check, count, amounts }: CheckTotal, checks: readonly RunCheck[]): string {
  const own = checks.filter((one) => one.check === check);
  const [first, rest] = [own.slice(0, IN_SIGHT), own.slice(IN_SIGHT)];
  const id = `check-${check}`;
  const unseen = count - own.length;
  return `<tbody class="check"><tr class="sum"><th scope="rowgroup">${esc(sentence(CHECK_WORDS[check]))}</th><td class="number" data-name="How many">${NUMBER.format(count)}</td><td class="number" data-name="Amount">${amounts.map((amount) => esc(formatMoney(amount))).join('<br>')}</td></tr>
${first.map(row).join('\n')}</tbody>
${rest.length === 0 ? '' : `<tbody class="more" id="${id}">${rest.map(row).join('\n')}</tbody>`}
${rest.length === 0 && unseen === 0 ? '' : `<tbody class="check"><tr class="fold"><td colspan="3">${rest.length === 0 ? '' : `<button type="button" class="button small" data-more hidden aria-expanded="false" aria-controls="${id}">Show ${NUMBER.format(rest.length)} more</button>`}${unseen === 0 ? '' : ` ${NUMBER.format(unseen)} more of these are in the Excel and CSV files.`}</td></tr></tbody>`}`;
}

function row({ message, amountMinor, currency, url }: RunCheck): string {
  const address = webAddress(url ?? '');
  const link =
    address === ''
      ? ''
      : ` <a href="${esc(address)}" target="_blank" rel="noopener noreferrer">Open in QuickBooks</a>`;
  return `<tr><td class="reason" dir="auto" colspan="2">${esc(message)}${link}</td><td class="number">${esc(formatMoney({ amountMinor, currency }))}</td></tr>`;
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
