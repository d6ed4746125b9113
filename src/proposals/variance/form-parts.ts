import type { KnownBlock, PlainTextOption } from '@slack/types';
import { z } from 'zod';
import { type Decimal, isNegative, isZero, parseDecimal } from '../../core/decimal.ts';
import { minorDigits, toMinor } from '../../core/money.ts';
import { plain } from '../../slack/blocks/parts.ts';
import { cut } from '../../slack/blocks/text.ts';

/** Inputs of the forms, and what they were sent with. */

export interface Choice {
  id: string;
  name: string;
}

interface Labelled {
  /** "bill:vendor:v2": the action, the field, the version it was opened on. */
  blockId: string;
  label: string;
  optional?: boolean;
  hint?: string;
}

const common = ({ blockId, label, optional = false, hint }: Labelled) => ({
  type: 'input' as const,
  block_id: blockId,
  optional,
  label: plain(label, 2000),
  ...(hint === undefined ? {} : { hint: plain(hint, 2000) }),
});

export function textInput(
  field: Labelled & { value: string; multiline?: boolean; max?: number },
): KnownBlock {
  const max = field.max ?? 3000;
  return {
    ...common(field),
    element: {
      type: 'plain_text_input',
      action_id: 'value',
      multiline: field.multiline ?? false,
      max_length: max,
      ...(field.value === '' ? {} : { initial_value: cut(field.value, max) }),
    },
  };
}

export function dateInput(field: Labelled & { value: string | null }): KnownBlock {
  return {
    ...common(field),
    element: {
      type: 'datepicker',
      action_id: 'value',
      ...(field.value ? { initial_date: field.value } : {}),
    },
  };
}

/** Slack takes a hundred options, or a hundred groups of a hundred. */
const GROUP = 100;
const MOST = GROUP * GROUP;

/** A closed list: what is not among the choices cannot be sent. */
export function select(field: Labelled & { choices: readonly Choice[]; chosen: string }): KnownBlock {
  const options = field.choices.slice(0, MOST).map(option);
  const initial = options.find(({ value }) => value === field.chosen);
  return {
    ...common(field),
    element: {
      type: 'static_select',
      action_id: 'value',
      ...(initial ? { initial_option: initial } : {}),
      ...grouped(options),
    },
  };
}

export function multiSelect(
  field: Labelled & { choices: readonly Choice[]; chosen: readonly string[] },
): KnownBlock {
  const options = field.choices.slice(0, GROUP).map(option);
  const initial = options.filter(({ value }) => field.chosen.includes(value ?? ''));
  return {
    ...common(field),
    element: {
      type: 'multi_static_select',
      action_id: 'value',
      options,
      ...(initial.length > 0 ? { initial_options: initial } : {}),
    },
  };
}

function option({ id, name }: Choice): PlainTextOption & { value: string } {
  return { text: plain(name, 75), value: cut(id, 75) };
}

function grouped(options: readonly PlainTextOption[]) {
  if (options.length <= GROUP) return { options: [...options] };
  const groups = Array.from({ length: Math.ceil(options.length / GROUP) }, (_, at) =>
    options.slice(at * GROUP, (at + 1) * GROUP),
  );
  return {
    option_groups: groups.map((members) => ({
      label: plain(`${members[0]?.text.text ?? ''} – ${members.at(-1)?.text.text ?? ''}`, 75),
      options: members,
    })),
  };
}

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

/** An amount as people type it, above zero; a sentence where it is none. */
export function typedAmount(typed: string, currency: string): number | { why: string } {
  const decimal: Decimal | null = parseDecimal(
    typed.replace(/^\s*[$€£]\s*/, '').replace(/,(?=\d{3}(\D|$))/g, ''),
  );
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
