import { z } from 'zod';

/** What stands in an entry's `data`, read tolerantly: the log outlives the code, so whatever is missing has a default. */

const Amount = z.object({ amountMinor: z.number(), currency: z.string() });
const Finding = z.object({ code: z.string(), severity: z.string().default('warn') });
const Change = z.object({
  field: z.string(),
  old: z.string().catch(''),
  new: z.string().catch(''),
});
const Author = z.looseObject({ kind: z.string() });

const RowRef = z.object({ sheetId: z.string(), rowId: z.string() });

/** When a waiting version is reminded of, goes to the next role, and expires: ISO instants. */
export const Deadlines = z.object({ remindAt: z.string(), escalateAt: z.string(), expireAt: z.string() });
export type Deadlines = z.infer<typeof Deadlines>;

/** Of draft.made, draft.observed, draft.edited, draft.drifted. */
export const VersionData = z.looseObject({
  version: z.number().catch(1),
  hash: z.string().catch(''),
  amount: Amount.nullable().catch(null),
  findings: z.array(Finding).catch([]),
  changes: z.array(Change).catch([]),
  author: Author.catch({ kind: 'unknown' }),
  rule: z
    .looseObject({ label: z.string().catch(''), settingsHash: z.string().catch('') })
    .nullable()
    .catch(null),
  kind: z.string().catch('invoice'),
  /** What rules are asked about where it is not the kind, and how many people it wants whatever they say. */
  ruleKind: z.string().optional().catch(undefined),
  atLeast: z.object({ people: z.number().int(), why: z.string() }).optional().catch(undefined),
  number: z.number().nullable().catch(null),
  content: z
    .looseObject({
      lines: z.array(z.unknown()).catch([]),
      customerName: z.string().optional().catch(undefined),
      customerId: z.string().optional().catch(undefined),
      /** Of a variance: what is proposed. */
      action: z.looseObject({ do: z.string() }).optional().catch(undefined),
    })
    .nullable()
    .catch(null),
  customerNames: z.array(z.string()).nullable().catch(null),
  knownCustomer: z.boolean().nullable().catch(null),
  mode: z.string().nullable().catch(null),
  channel: z.string().nullable().catch(null),
  claims: z.array(RowRef).catch([]),
});
export type VersionData = z.infer<typeof VersionData>;

export const VERSION_TYPES = ['draft.made', 'draft.observed', 'draft.edited', 'draft.drifted'];

const maybeText = z.string().nullable().catch(null);
const maybeNumber = z.number().nullable().catch(null);

/** Fields that several types share; null where an entry has none. */
export const EventData = z.looseObject({
  version: maybeNumber,
  hash: maybeText,
  reason: maybeText,
  have: maybeNumber,
  need: maybeNumber,
  final: z.boolean().catch(false),
  step: maybeText,
  status: maybeText,
  from: maybeText,
  to: maybeText,
  reaches: maybeText,
  attempt: maybeNumber,
  passing: z.boolean().nullable().catch(null),
  service: maybeText,
  message: maybeText,
  code: maybeText,
  found: z.boolean().catch(false),
  scope: maybeText,
  notes: z.array(z.string()).catch([]),
  /** Of an approval given by a delegate: those away in whose places it may count. */
  standsFor: z.array(z.string()).catch([]),
  rule: z
    .looseObject({ label: z.string().catch('') })
    .nullable()
    .catch(null),
  posting: z
    .looseObject({ id: z.string(), number: z.string().nullable().catch(null) })
    .nullable()
    .catch(null),
  invoiceId: maybeText,
  docNumber: maybeText,
  totalMinor: maybeNumber,
  deadlines: Deadlines.nullable().catch(null),
  /** Of what was posted: until when Undo is offered. */
  undoUntil: maybeText,
  /** Of a question and its answer. */
  text: maybeText,
  assignedTo: maybeText,
  /** Of a card: the message's timestamp. */
  ts: maybeText,
  /** Of a stop that was lifted: whose wait was moved by it. */
  waits: z
    .array(
      z.object({
        approvalId: z.string(),
        waitingSince: z.string(),
        deadlines: Deadlines.nullable().catch(null),
      }),
    )
    .catch([]),
  /** Of a later change: all that is known to differ from what was approved. */
  seen: z
    .object({ books: z.array(z.string()), rows: z.record(z.string(), z.unknown()) })
    .nullable()
    .catch(null),
});
export type EventData = z.infer<typeof EventData>;
