import { counted } from '../../core/counted.ts';
import { formatMoney } from '../../core/money.ts';
import { REPORT_PATH } from '../../reconciling/report-link.ts';
import type { RunSummary, RunTotals } from '../../reconciling/run.ts';
import type { StoredRun } from '../../reconciling/stored.ts';
import { escapeHtml as esc } from '../page.ts';
import { budgetSection, causesSection } from './charts.ts';
import { checksSection } from './checks.ts';
import { listsSection } from './lists.ts';

export type Finished = StoredRun & { summary: RunSummary };

/** What the page says beyond the run itself; plain texts, escaped where they are put in. */
export interface Head {
  token: string;
  projectName: string;
  /** As projects.yml names it; '' where the project is gone from there. */
  customer: string;
  periodWords: string;
  madeWords: string;
  /** Until when the link opens it. */
  untilWords: string;
  timezone: string;
}

/** Asked for at once, not one after the other as each names the next. */
const SCRIPTS = ['data', 'dom', 'filters', 'list', 'money', 'band', 'detail', 'links', 'words'];

/** Everything but the two lists is in the page itself, so that it is there at once, and without a script too. */
export function reportPage(run: Finished, head: Head): string {
  const { summary } = run;
  const title = `${head.projectName}: ${head.periodWords}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>Reconciliation ${run.number} · ${esc(title)}</title>
<link rel="icon" href="/reports/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/reports/report.css">
<link rel="stylesheet" href="/reports/lists.css">
<link rel="stylesheet" href="/reports/narrow.css">
<link rel="stylesheet" href="/reports/print.css" media="print">
${SCRIPTS.map((name) => `<link rel="modulepreload" href="/reports/${name}.js">`).join('\n')}
<script type="module" src="/reports/report.js"></script>
</head>
<body>
<a class="skip" href="#lists">Skip to the two lists</a>
<header class="top">
${heading(run, head)}
${downloads(head)}
</header>
<main>
<p class="lead">${esc(summary.narrative.text)}</p>
${tiles(summary)}
<div class="charts">
${causesSection(summary.totals)}
${budgetSection(summary.budget)}
</div>
${checksSection(summary)}
${listsSection()}
${notes(summary)}
</main>
<footer class="end">
<p>Made by Countersign on ${esc(head.madeWords)} (${esc(head.timezone)}). Differences are QuickBooks minus the sheet; figures are of rows dated in the period. Decisions are as they stood when this page was opened.</p>
<p>Whoever has this link can read this report until ${esc(head.untilWords)}; after that, run <code>/reconcile</code> again for a new one.</p>
</footer>
</body>
</html>
`;
}

function heading({ number, project }: Finished, head: Head): string {
  const name = head.projectName === project ? '' : ` · ${esc(project)}`;
  const customer = head.customer === '' ? 'QuickBooks' : `QuickBooks customer ${esc(head.customer)}`;
  return `<div class="title">
<p class="eyebrow">Reconciliation ${number}${name}</p>
<h1><span dir="auto">${esc(head.projectName)}</span> <span class="period">${esc(head.periodWords)}</span></h1>
<p class="about"><span id="sheet" dir="auto">The project’s cost sheet</span> against <span dir="auto">${customer}</span> · made ${esc(head.madeWords)} · link good until <strong>${esc(head.untilWords)}</strong></p>
</div>`;
}

function downloads({ token }: Head): string {
  const query = `?token=${encodeURIComponent(token)}`;
  return `<nav class="take" aria-label="Take it with you">
<a class="button" href="${REPORT_PATH}.xlsx${query}" download>Excel</a>
<a class="button" href="${REPORT_PATH}.csv${query}" download>CSV</a>
<button class="button" type="button" id="print" hidden>Print</button>
</nav>`;
}

function tiles({ totals, variances }: RunSummary): string {
  const { currency, sheetMinor, ledgerMinor, differenceMinor } = totals;
  const money = (amountMinor: number) => formatMoney({ amountMinor, currency });
  const share =
    totals.sheetRows === 0
      ? '–'
      : `${Math.floor((totals.matchedSheetRows / totals.sheetRows) * 1000) / 10} %`;
  const side =
    differenceMinor === 0
      ? 'both lists agree'
      : differenceMinor > 0
        ? 'more in QuickBooks'
        : 'less in QuickBooks';
  const decided = [
    variances.decided > 0 ? `${variances.decided} decided before` : '',
    variances.snoozed > 0 ? `${variances.snoozed} snoozed` : '',
  ].filter(Boolean);
  const left = variances.open === 0 ? 'nothing is left' : 'when it was made';
  return `<dl class="tiles">
${tile('Sheet', money(sheetMinor), counted(totals.sheetRows, 'row'))}
${tile('QuickBooks', money(ledgerMinor), counted(totals.ledgerRows, 'posting'))}
${tile('Difference', money(Math.abs(differenceMinor)), side, differenceMinor === 0 ? 'good' : 'differs')}
${tile('Matched', share, matchedWords(totals))}
${tile('To decide', NUMBER.format(variances.open), decided.join(', ') || left, variances.open === 0 ? 'good' : '')}
</dl>
${otherCurrencies(totals)}`;
}

/** "16 of 17 rows, 10 agree in full": a row with a partner may still differ from it. */
function matchedWords({ matchedSheetRows, sheetRows, agreedSheetRows }: RunTotals): string {
  const agreed = !agreedSheetRows ? '' : `, ${NUMBER.format(agreedSheetRows)} agree in full`;
  return `${NUMBER.format(matchedSheetRows)} of ${counted(sheetRows, 'row')}${agreed}`;
}

const NUMBER = new Intl.NumberFormat('en-US');

function tile(name: string, figure: string, small: string, tone = ''): string {
  return `<div class="tile ${tone}"><dt>${name}</dt><dd><span class="figure">${esc(figure)}</span> <small>${esc(small)}</small></dd></div>`;
}

function otherCurrencies({ others }: RunTotals): string {
  if (others.length === 0) return '';
  const said = others.map(
    ({ currency, sheetMinor, ledgerMinor }) =>
      `<strong>${esc(currency)}</strong>: sheet ${esc(formatMoney({ amountMinor: sheetMinor, currency }))}, QuickBooks ${esc(formatMoney({ amountMinor: ledgerMinor, currency }))}`,
  );
  return `<p class="others">Not in the figures above, in other currencies: ${said.join(' · ')}</p>`;
}

function notes({ notes: said, problems }: RunSummary): string {
  if (said.length === 0 && problems === 0) return '';
  return `<section class="notes" aria-labelledby="notes"><h2 id="notes">Notes</h2>
<ul>${said.map((note) => `<li dir="auto">${esc(note)}</li>`).join('')}</ul>
<div id="problems"></div></section>`;
}
