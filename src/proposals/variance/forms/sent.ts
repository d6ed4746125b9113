import { z } from 'zod';
import { type Decimal, isNegative, isZero, parseDecimal } from '../../../core/decimal.ts';
import { minorDigits, toMinor } from '../../../core/money.ts';
import type { KindContext } from '../../context.ts';
import type { FieldError } from '../../kind.ts';
import type { Action } from '../content.ts';
import type { Subject } from '../subject.ts';
import type { Choice } from './parts.ts';

/** What a form was sent with. */

const Option = z.object({ value: z.string(), text: z.object({ text: z.string() }) });
const Field = z.object({
  value: z.string().nullish(),
  selected_date: z.string().nullish(),
  selected_option: Option.nullish(),
  selected_options: z.array(Option).nullish(),
});
const Values = z.record(z.string(), z.record(z.string(), Field));

export interface Sent {
  /** Which form: the first part of its block ids; null where it is none of ours. */
  action: string | null;
  blockId(field: string): string;
  text(field: string): string;
  date(field: string): string | null;
  choice(field: string): Choice | null;
  choices(field: string): Choice[];
}

/** How one form is read: the action that it stands for. `before`: the action it was opened on. */
export type Read = (
  subject: Subject,
  sent: Sent,
  context: Pick<KindContext, 'project'>,
  before: Action,
) => Action | { errors: FieldError[] };

export function wrong(sent: Sent, field: string, message: string): { errors: FieldError[] } {
  return { errors: [{ blockId: sent.blockId(field), message }] };
}

/** null where Slack sent something else than a form's state. */
export function readSent(values: unknown, version: number): Sent | null {
  const parsed = Values.safeParse(values);
  if (!parsed.success) return null;
  const [, action = null] = /^([a-z]+):[a-z]+:v\d+$/.exec(Object.keys(parsed.data)[0] ?? '') ?? [];
  const blockId = (field: string) => `${action}:${field}:v${version}`;
  const at = (field: string) => Object.values(parsed.data[blockId(field)] ?? {})[0];
  const choice = (one: z.infer<typeof Option>): Choice => ({ id: one.value, name: one.text.text });
  return {
    action,
    blockId,
    text: (field) => (at(field)?.value ?? '').trim(),
    date: (field) => at(field)?.selected_date ?? null,
    choice: (field) => {
      const one = at(field)?.selected_option;
      return one ? choice(one) : null;
    },
    choices: (field) => (at(field)?.selected_options ?? []).map(choice),
  };
}

/** A number as people type it, with or without a comma at the thousands; null where it is none. */
export function typedDecimal(typed: string): Decimal | null {
  return parseDecimal(typed.replace(/,(?=\d{3}(\D|$))/g, ''));
}

/** An amount as people type it, above zero; a sentence where it is none. */
export function typedAmount(typed: string, currency: string): number | { why: string } {
  const decimal = typedDecimal(typed.replace(/^\s*[$€£]\s*/, ''));
  if (decimal === null) return { why: `“${typed.slice(0, 40)}” is not an amount. Write it like 1234.50.` };
  if (isZero(decimal) || isNegative(decimal)) return { why: 'Write an amount above zero.' };
  if ((decimal.split('.')[1]?.length ?? 0) > minorDigits(currency))
    return { why: `${currency} has ${minorDigits(currency)} decimals: write the amount so.` };
  try {
    return toMinor(decimal, currency);
  } catch {
    return { why: 'That is larger than Countersign handles.' };
  }
}
