import { formatMoney } from '../../core/money.ts';
import { CAUSE_WORDS } from '../../proposals/variance/words.ts';
import type { RunBudget, RunTotals } from '../../reconciling/run.ts';
import { escapeHtml as esc } from '../page.ts';

/** Both charts are tables whose bars are drawn: every figure can be read, copied and heard. */

const NUMBER = new Intl.NumberFormat('en-US');
/** Of an SVG whose width is stretched to its cell. */
const WIDTH = 1000;

/** What differs and by how much, bars left of zero where QuickBooks has less. */
export function causesSection({ byCause, currency, differenceMinor }: RunTotals): string {
  const money = (amountMinor: number) => esc(formatMoney({ amountMinor, currency }));
  const shown = byCause.filter(
    ({ cause, amountMinor, count }) => cause !== 'none' || amountMinor !== 0 || count !== 0,
  );
  if (shown.length === 0)
    return `<section class="panel" aria-labelledby="causes"><h2 id="causes">Why they differ</h2><p class="empty">Nothing differs.</p></section>`;
  const scale = scaleOf(shown.map(({ amountMinor }) => amountMinor));
  const rows = shown.map(
    ({ cause, amountMinor, count }) => `<tr>
<th scope="row"><a href="#cause=${cause}">${esc(sentence(CAUSE_WORDS[cause]))}</a></th>
<td class="bar">${causeBar(amountMinor, scale)}</td><td class="number">${NUMBER.format(count)}</td><td class="number">${money(amountMinor)}</td></tr>`,
  );
  const all = shown.reduce((sum, { count }) => sum + count, 0);
  return `<section class="panel" aria-labelledby="causes"><h2 id="causes">Why they differ</h2>
<table class="chart"><thead><tr><th scope="col">Cause</th><th scope="col" class="bar"><span class="unseen">Drawn</span></th><th scope="col" class="number">Variances</th><th scope="col" class="number">Difference</th></tr></thead>
<tbody>${rows.join('\n')}</tbody>
<tfoot><tr><th scope="row">All</th><td class="bar"></td><td class="number">${NUMBER.format(all)}</td><td class="number">${money(differenceMinor)}</td></tr></tfoot></table>
${legend([
  ['less', 'less in QuickBooks'],
  ['more', 'more in QuickBooks'],
])}</section>`;
}

interface Scale {
  /** Where zero stands, and how much a minor unit is. */
  zero: number;
  unit: number;
}

function scaleOf(amounts: readonly number[]): Scale {
  const [low, high] = [Math.min(0, ...amounts), Math.max(0, ...amounts)];
  const unit = high === low ? 0 : WIDTH / (high - low);
  return { zero: -low * unit, unit };
}

function causeBar(amountMinor: number, { zero, unit }: Scale): string {
  // Whatever is not nothing can be seen.
  const length = amountMinor === 0 ? 0 : Math.max(4, Math.abs(amountMinor) * unit);
  const from = Math.min(WIDTH - length, Math.max(0, amountMinor < 0 ? zero - length : zero));
  return svg(
    `<rect class="${amountMinor < 0 ? 'less' : 'more'}" x="${at(from)}" y="3" width="${at(length)}" height="14"/><line class="axis" x1="${at(zero)}" x2="${at(zero)}" y1="0" y2="20"/>`,
  );
}

/** So many GL codes stand in sight; the rest can be opened. */
const BUDGET_LINES = 10;

/** Budget, what was spent and what it comes to, the worst GL code first, the whole project last. */
export function budgetSection({ currency, total, lines }: RunBudget): string {
  if (total.budgetMinor === 0 && lines.every(({ budgetMinor }) => budgetMinor === 0))
    return `<section class="panel" aria-labelledby="budget"><h2 id="budget">Budget against actual</h2><p class="empty">The sheet has no budget.</p></section>`;
  const most = Math.max(
    1,
    ...lines.flatMap((line) => [line.budgetMinor, line.actualMinor, line.forecastMinor]),
  );
  const row = (name: string, line: RunBudget['total'], scale: number) =>
    budgetRow(name, line, scale, currency);
  const [first, rest] = [lines.slice(0, BUDGET_LINES), lines.slice(BUDGET_LINES)];
  const whole = Math.max(1, total.budgetMinor, total.actualMinor, total.forecastMinor);
  return `<section class="panel" aria-labelledby="budget"><h2 id="budget">Budget against actual</h2>
<table class="chart budget"><thead><tr><th scope="col">GL code</th><th scope="col" class="bar"><span class="unseen">Drawn</span></th><th scope="col" class="number">Budget</th><th scope="col" class="number">Spent</th><th scope="col" class="number">At completion</th><th scope="col" class="number">Left</th></tr></thead>
<tbody>${first.map(({ name, ...line }) => row(name, line, most)).join('\n')}</tbody>
${rest.length === 0 ? '' : `<tbody class="more" id="budget-rest">${rest.map(({ name, ...line }) => row(name, line, most)).join('\n')}</tbody>`}
<tfoot>${row('Whole project', total, whole)}</tfoot></table>
${rest.length === 0 ? '' : `<button type="button" class="button small" data-more hidden aria-expanded="false" aria-controls="budget-rest">Show ${rest.length} more</button>`}
${legend([
  ['budget', 'budget'],
  ['spent', 'spent'],
  ['over', 'over budget'],
  ['forecast', 'at completion'],
])}</section>`;
}

function budgetRow(name: string, line: RunBudget['total'], most: number, currency: string): string {
  const money = (amountMinor: number) => esc(formatMoney({ amountMinor, currency }));
  const left = line.budgetMinor - line.forecastMinor;
  return `<tr${left < 0 ? ' class="over"' : ''}><th scope="row" dir="auto" title="${esc(name)}">${esc(name)}</th><td class="bar">${budgetBar(line, most)}</td><td class="number" data-name="Budget">${money(line.budgetMinor)}</td><td class="number" data-name="Spent">${money(line.actualMinor)}</td><td class="number" data-name="At completion">${money(line.forecastMinor)}</td><td class="number left" data-name="Left">${money(left)}</td></tr>`;
}

function budgetBar({ budgetMinor, actualMinor, forecastMinor }: RunBudget['total'], most: number): string {
  const x = (amountMinor: number) => (Math.max(0, amountMinor) / most) * WIDTH;
  const [budget, spent, forecast] = [x(budgetMinor), x(actualMinor), x(forecastMinor)];
  const within = Math.min(spent, budget);
  return svg(
    [
      `<rect class="budget" x="0" y="2" width="${at(budget)}" height="16"/>`,
      `<rect class="spent" x="0" y="6" width="${at(within)}" height="8"/>`,
      spent > within
        ? `<rect class="over" x="${at(within)}" y="6" width="${at(spent - within)}" height="8"/>`
        : '',
      `<line class="forecast" x1="${at(forecast)}" x2="${at(forecast)}" y1="1" y2="19"/>`,
    ].join(''),
  );
}

/** To a tenth of a drawn unit. */
function at(units: number): number {
  return Math.round(units * 10) / 10;
}

/** Hidden from those who hear the page: the figures stand beside it. */
function svg(inside: string): string {
  return `<svg viewBox="0 0 ${WIDTH} 20" preserveAspectRatio="none" aria-hidden="true" focusable="false">${inside}</svg>`;
}

function legend(keys: readonly (readonly [string, string])[]): string {
  const items = keys.map(
    ([key, words]) => `<span class="item"><span class="key ${key}"></span>${words}</span>`,
  );
  return `<p class="legend">${items.join(' ')}</p>`;
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
