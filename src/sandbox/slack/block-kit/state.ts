import { z } from 'zod';
import type { JsonObject, SelectedOption, StateValue, StateValues } from '../page-api.ts';
import { elementsOf } from './validate.ts';

const optionShape = z.looseObject({ value: z.string() });

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
const chosen = (value: unknown): SelectedOption | null => {
  const parsed = optionShape.safeParse(value);
  return parsed.success ? parsed.data : null;
};
const manyChosen = (value: unknown): SelectedOption[] =>
  (Array.isArray(value) ? value : []).flatMap((item) => chosen(item) ?? []);

/** What an element's state is before anybody touches it; null where it has none (buttons, overflow menus). */
function untouched(element: JsonObject): StateValue | null {
  const type = String(element.type);
  switch (type) {
    case 'plain_text_input':
    case 'number_input':
    case 'email_text_input':
    case 'url_text_input':
      return { type, value: text(element.initial_value) };
    case 'static_select':
    case 'radio_buttons':
      return { type, selected_option: chosen(element.initial_option) };
    case 'multi_static_select':
    case 'checkboxes':
      return { type, selected_options: manyChosen(element.initial_options) };
    case 'users_select':
      return { type, selected_user: text(element.initial_user) };
    case 'multi_users_select':
      return { type, selected_users: texts(element.initial_users) };
    case 'channels_select':
      return { type, selected_channel: text(element.initial_channel) };
    case 'multi_channels_select':
      return { type, selected_channels: texts(element.initial_channels) };
    case 'conversations_select':
      return { type, selected_conversation: text(element.initial_conversation) };
    case 'datepicker':
      return { type, selected_date: text(element.initial_date) };
    case 'timepicker':
      return { type, selected_time: text(element.initial_time) };
    case 'datetimepicker':
      return { type, selected_date_time: Number(element.initial_date_time ?? 0) || null };
    default:
      return null;
  }
}

/** Slack's state.values for blocks that nobody has touched. */
export function initialState(blocks: JsonObject[]): StateValues {
  const state: StateValues = {};
  for (const block of blocks)
    for (const element of elementsOf(block)) {
      const value = untouched(element);
      if (!value) continue;
      const id = String(block.block_id);
      state[id] = { ...state[id], [String(element.action_id)]: value };
    }
  return state;
}

function optionsOf(element: JsonObject): SelectedOption[] {
  const groups = Array.isArray(element.option_groups) ? element.option_groups : [];
  const grouped = groups.flatMap((group: unknown) =>
    manyChosen(z.object({ options: z.unknown() }).catch({ options: [] }).parse(group).options),
  );
  return [...manyChosen(element.options), ...grouped];
}

/**
 * What a person who types or picks this text in the element leaves in its state: the value of an option, a date, a
 * user's id. Throws where a menu has no such option.
 */
export function filledIn(element: JsonObject, value: string): StateValue {
  const before = untouched(element);
  if (!before) throw new Error(`a ${String(element.type)} holds no value`);
  if ('selected_option' in before || 'selected_options' in before) {
    const wanted = value === '' ? [] : 'selected_options' in before ? value.split(',') : [value];
    const options = wanted.map((one) => {
      const option = optionsOf(element).find((candidate) => candidate.value === one);
      if (!option) throw new Error(`no option with the value ${one}`);
      return option;
    });
    return 'selected_options' in before
      ? { type: before.type, selected_options: options }
      : { type: before.type, selected_option: options[0] ?? null };
  }
  const key = Object.keys(before).find((name) => name !== 'type') ?? 'value';
  if (key === 'selected_date_time') return { type: before.type, selected_date_time: Number(value) };
  return { type: before.type, [key]: key.endsWith('s') ? value.split(',') : value || null };
}

export interface InputField {
  label: string;
  blockId: string;
  actionId: string;
  optional: boolean;
  element: JsonObject;
}

const labelShape = z.looseObject({ label: z.looseObject({ text: z.string() }) });

/** The input blocks of a modal, in order. */
export function inputsOf(blocks: JsonObject[]): InputField[] {
  return blocks.flatMap((block) => {
    const parsed = labelShape.safeParse(block);
    const element = elementsOf(block)[0];
    if (block.type !== 'input' || !parsed.success || !element) return [];
    return {
      label: parsed.data.label.text,
      blockId: String(block.block_id),
      actionId: String(element.action_id),
      optional: block.optional === true,
      element,
    };
  });
}
