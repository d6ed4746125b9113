import type { Money } from '../../core/money.ts';
import type { Wording } from '../../model/types.ts';
import type { KindContext } from '../context.ts';
import type { Author, Drafted } from '../draft.ts';
import type { Kind } from '../kind.ts';
import { listed } from '../say.ts';
import { allLines } from './all-lines.ts';
import { card } from './card.ts';
import { describeChanges } from './changes.ts';
import { check } from './checks.ts';
import { comment } from './comment.ts';
import { draftInvoice, NO_OVERRIDES, type Overrides } from './draft.ts';
import { applyEdit } from './edit.ts';
import { editForm, formErrors, readForm } from './forms.ts';
import { gather, gatherAgain } from './gather.ts';
import { postingChanges, rowChanges } from './later.ts';
import { lesson } from './lessons.ts';
import { post, send, verify } from './post.ts';
import { type InvoiceBasis, StoredBasis, StoredContent } from './stored.ts';
import type { BillingRow, InvoiceContent, InvoiceFacts } from './types.ts';
import { clearSheet, takeBack, undoable } from './undo.ts';
import { markSheet, sheetStatus } from './write-back.ts';

/** Invoices from a billing sheet's ready rows. */
export const invoice: Kind = {
  name: 'invoice',
  words: {
    noun: 'draft',
    command: '/invoice-draft',
    again: 'its rows may be drafted again with /invoice-draft',
  },
  steps: [post, verify, send, comment],
  card,
  showAll: allLines,
  lesson,
  editForm,
  sheetStatus,
  markSheet,
  afterwards: {
    title: 'Void the invoice in QuickBooks',
    ...{ undoable, takeBack, clearSheet },
    watched: { postingChanges, rowChanges },
  },

  async begin(request, context) {
    const gathered = await gather(request, context);
    if ('message' in gathered) return { refused: gathered };
    const { before } = gathered;
    const lessons = await request.lessonsOf(gathered.facts.customer.id);
    const facts = lessons.length > 0 ? { ...gathered.facts, lessons } : gathered.facts;
    const wording = await word(facts.rows, facts, context);
    const words = { descriptions: Object.fromEntries(wording.descriptions), memo: wording.memo };
    const basis = { facts, words, overrides: NO_OVERRIDES, before: onlyOf(before, facts.rows) };
    return {
      drafted: compute(basis, wording.author, null, context),
      notes: missingColumnNotes(facts, context),
    };
  },

  async again(draft, context) {
    const basis = StoredBasis.parse(draft.basis);
    const { facts } = await gatherAgain(basis, context);
    const words = await reword(basis, facts.rows, facts, context);
    const next = { ...basis, facts, words };
    return { drafted: compute(next, { kind: 'drift' }, StoredContent.parse(draft.content), context) };
  },

  edit(draft, values, who, context) {
    const content = StoredContent.parse(draft.content);
    const basis = StoredBasis.parse(draft.basis);
    const form = readForm(values, content, draft.version);
    if (!form)
      return {
        errors: [
          { blockId: `memo:v${draft.version}`, message: 'This form is not one of ours. Open Edit again.' },
        ],
      };
    const edited = applyEdit(content, basis.overrides, form);
    if (!edited.ok) return { errors: formErrors(edited.errors, content, draft.version) };
    if (!edited.changed) return { unchanged: true };
    const next = { ...basis, overrides: edited.overrides };
    return { drafted: compute(next, { kind: 'person', who }, content, context) };
  },
};

/** Facts, words and people's changes make the invoice; the checks look at it; the way takes it from there. */
function compute(
  basis: InvoiceBasis,
  author: Author,
  before: InvoiceContent | null,
  { project, projects }: Pick<KindContext, 'project' | 'projects'>,
): Drafted {
  const { facts, overrides } = basis;
  const words = { descriptions: new Map(Object.entries(basis.words.descriptions)), memo: basis.words.memo };
  const { content, dropped } = draftInvoice(facts, words, overrides, project.deliver);
  const { creditLimitMinor, budgetHours, deliver } = project;
  const findings = check({ facts, content, limits: { creditLimitMinor, budgetHours, deliver } });
  for (const message of dropped) findings.push({ code: 'edit-dropped', severity: 'warn', message });
  const { customer } = facts;
  return {
    content,
    basis: { ...basis, overrides: keptOverrides(overrides, content) },
    findings,
    author,
    changes: before ? describeChanges(before, content) : [],
    amount: inCompanyCurrency(content, projects.company.currency),
    customerNames: [customer.displayName, customer.fullyQualifiedName, customer.id],
    knownCustomer: facts.recentInvoices.length > 0,
    claims: facts.rows.map(({ rowId }) => ({ sheetId: facts.sheetId, rowId })),
  };
}

/** Rules are in the company's currency and there is no exchange rate here: a foreign amount meets the strictest rule. */
function inCompanyCurrency(content: InvoiceContent, currency: string): Money {
  const amountMinor = content.currency === currency ? content.subtotalMinor : Number.MAX_SAFE_INTEGER;
  return { amountMinor, currency };
}

function keptOverrides(overrides: Overrides, content: InvoiceContent): Overrides {
  const keys = new Set(content.lines.map(({ key }) => key));
  return {
    ...overrides,
    lines: Object.fromEntries(Object.entries(overrides.lines).filter(([key]) => keys.has(key))),
  };
}

function onlyOf(before: InvoiceBasis['before'], rows: readonly BillingRow[]): InvoiceBasis['before'] {
  return Object.fromEntries(rows.map(({ rowId }) => [rowId, before[rowId] ?? {}]));
}

function word(rows: readonly BillingRow[], facts: InvoiceFacts, context: KindContext): Promise<Wording> {
  const lines = rows.flatMap((row) => {
    const { task, notes, comments, employee } = row;
    const kinds = [
      row.hours === null ? [] : ['time' as const],
      row.expenses === null ? [] : ['expenses' as const],
    ];
    return kinds
      .flat()
      .map((kind) => ({ key: `${row.rowId}:${kind}`, kind, task, notes, comments, employee }));
  });
  const { customer } = facts;
  return context.wording.wordInvoice({
    lines,
    customerName: customer.displayName,
    projectName: context.project.name,
    ...(facts.lessons ? { lessons: facts.lessons.map(({ text }) => text) } : {}),
  });
}

/** Words stay as they were approved, unless what they were made from changed. */
async function reword(
  basis: InvoiceBasis,
  rows: readonly BillingRow[],
  facts: InvoiceFacts,
  context: KindContext,
): Promise<InvoiceBasis['words']> {
  const source = (row: BillingRow) =>
    `${row.task}\n${row.notes}\n${row.hours === null}\n${row.expenses === null}`;
  const before = new Map(basis.facts.rows.map((row) => [row.rowId, source(row)]));
  const changed = rows.filter((row) => before.get(row.rowId) !== source(row));
  if (changed.length === 0) return basis.words;
  const { descriptions } = await word(changed, facts, context);
  return {
    ...basis.words,
    descriptions: { ...basis.words.descriptions, ...Object.fromEntries(descriptions) },
  };
}

/** Titles the contract names; a column of ours beyond them is nobody's omission. */
function missingColumnNotes(facts: InvoiceFacts, { project }: KindContext): string[] {
  const extra = [project.billing?.columns.budget_hours, project.billing?.columns.po];
  const titles = facts.missingColumns.filter((title) => !extra.includes(title)).map((title) => `“${title}”`);
  if (titles.length === 0) return [];
  const [noun, rest] =
    titles.length === 1
      ? ['column', 'It is optional: I go on without it.']
      : ['columns', 'They are optional: I go on without them.'];
  return [`The sheet “${facts.sheetName}” has no ${noun} ${listed(titles)}. ${rest}`];
}
