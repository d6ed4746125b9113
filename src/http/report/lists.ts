/** The two lists' place in the page; the page's script fills it. */
export function listsSection(): string {
  return `<section class="lists" id="lists" aria-labelledby="lists-title" tabindex="-1">
<h2 id="lists-title">Both lists, side by side</h2>
<noscript><p class="empty">The two lists need JavaScript, which is switched off here. The Excel and CSV files above have all of them.</p></noscript>
<form class="filters" id="filters" role="search" aria-label="Filter both lists" hidden>
<label class="wide">Find <input type="search" name="q" placeholder="Vendor, invoice, PO, text…" autocomplete="off" spellcheck="false"></label>
<label>Cause <select name="cause"><option value="">All</option></select></label>
<label>Status <select name="status"><option value="">All</option></select></label>
<label class="over">Over <span class="pair"><select name="of" aria-label="Over: which figure"><option value="amount">amount</option><option value="difference">difference</option></select><input name="over" inputmode="decimal" placeholder="0.00" autocomplete="off" aria-label="Over: how much"></span></label>
<label>Order <select name="sort"><option value="">Worst first</option><option value="date">By date</option><option value="row">As in the sheet</option><option value="amount">Largest first</option></select></label>
<label class="tick"><input type="checkbox" name="unmatched"> Only unmatched</label>
<button type="reset" class="button small">Clear</button>
</form>
<p class="shown" id="shown" role="status" aria-live="polite">Reading the two lists…</p>
<div class="columns" id="columns" aria-hidden="true" hidden><span>Sheet</span><span></span><span>QuickBooks</span><span class="first"><span>Why</span><span>QuickBooks − sheet</span></span></div>
<div class="bands" id="bands" role="list" aria-label="Rows of the sheet with their postings in QuickBooks"></div>
<p class="cut" id="cut" hidden></p>
</section>`;
}
