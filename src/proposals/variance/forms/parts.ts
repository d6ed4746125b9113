import type { KnownBlock, PlainTextOption } from '@slack/types';
import { type Currency, minorDigits, toDecimal } from '../../../core/money.ts';
import { plain } from '../../../slack/blocks/parts.ts';
import { cut } from '../../../slack/blocks/text.ts';
import type { KindContext } from '../../context.ts';
import type { Subject } from '../subject.ts';

/** Inputs of the forms. */

export interface Choice {
  id: string;
  name: string;
}

/** Slack takes no empty value. */
export const NONE: Choice = { id: 'none', name: 'None' };

type Id = (field: string) => string;
export type Form = (
  subject: Subject,
  id: Id,
  context: KindContext,
) => Promise<KnownBlock[] | { refused: string }>;

/** An amount as people type it, with all its decimals: 65.60. */
export function amountText(amountMinor: number, currency: Currency): string {
  const digits = minorDigits(currency);
  const [whole = '', decimals = ''] = toDecimal(amountMinor, currency).split('.');
  return digits === 0 ? whole : `${whole}.${decimals.padEnd(digits, '0')}`;
}

export function unique(choices: readonly Choice[]): Choice[] {
  return [...new Map(choices.map((choice) => [choice.id, choice])).values()];
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
