import { z } from 'zod';
import {
  actionId,
  anyText,
  confirm,
  link,
  option,
  optionGroup,
  plainText,
  richOption,
} from './composition.ts';
import { emailInput, numberInput, plainTextInput, urlInput } from './typed-inputs.ts';

const focus_on_load = z.boolean().optional();
const placeholder = plainText(150).optional();
const common = { action_id: actionId, confirm: confirm.optional() };

export const button = z.strictObject({
  type: z.literal('button'),
  ...common,
  text: plainText(75),
  url: link.optional(),
  value: z.string().max(2000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  accessibility_label: z.string().max(75).optional(),
});

const select = { ...common, placeholder, focus_on_load };
const choices = {
  options: z.array(option).min(1).max(100).optional(),
  option_groups: z.array(optionGroup).min(1).max(100).optional(),
};
const max_selected_items = z.number().int().min(1).optional();

interface Choices {
  options?: { value: string }[] | undefined;
  option_groups?: { options: { value: string }[] }[] | undefined;
}

/** One of options and option_groups, and nothing chosen from the start that is not among them. */
function checkChoices(
  element: Choices & { initial_option?: { value: string }; initial_options?: { value: string }[] },
  issue: (message: string, path: string[]) => void,
): void {
  if (!element.options === !element.option_groups)
    issue('exactly one of options and option_groups is required', []);
  const offered = element.options ?? element.option_groups?.flatMap((group) => group.options) ?? [];
  const chosen = element.initial_options ?? (element.initial_option ? [element.initial_option] : []);
  const among = (value: string) => offered.some((candidate) => candidate.value === value);
  if (!chosen.every(({ value }) => among(value)))
    issue('must be one of the provided options', [
      element.initial_options ? 'initial_options' : 'initial_option',
    ]);
}

const withChoices = <Shape extends z.ZodType<Parameters<typeof checkChoices>[0]>>(shape: Shape) =>
  shape.superRefine((element, context) =>
    checkChoices(element, (message, path) => context.addIssue({ code: 'custom', message, path })),
  );

const staticSelect = withChoices(
  z.strictObject({
    type: z.literal('static_select'),
    ...select,
    ...choices,
    initial_option: option.optional(),
  }),
);

const multiStaticSelect = withChoices(
  z.strictObject({
    type: z.literal('multi_static_select'),
    ...select,
    ...choices,
    initial_options: z.array(option).min(1).max(100).optional(),
    max_selected_items,
  }),
);

const id = z.string().min(1).optional();
const ids = z.array(z.string().min(1)).optional();

const peopleAndPlaces = [
  z.strictObject({ type: z.literal('users_select'), ...select, initial_user: id }),
  z.strictObject({ type: z.literal('channels_select'), ...select, initial_channel: id }),
  z.strictObject({
    type: z.literal('conversations_select'),
    ...select,
    initial_conversation: id,
    default_to_current_conversation: z.boolean().optional(),
    filter: z.record(z.string(), z.unknown()).optional(),
  }),
  z.strictObject({
    type: z.literal('multi_users_select'),
    ...select,
    initial_users: ids,
    max_selected_items,
  }),
  z.strictObject({
    type: z.literal('multi_channels_select'),
    ...select,
    initial_channels: ids,
    max_selected_items,
  }),
] as const;

const overflow = z.strictObject({
  type: z.literal('overflow'),
  ...common,
  options: z.array(option).min(1).max(5),
});

const ticks = { ...common, focus_on_load, options: z.array(richOption).min(1).max(10) };
const checkboxes = withChoices(
  z.strictObject({
    type: z.literal('checkboxes'),
    ...ticks,
    initial_options: z.array(richOption).min(1).max(10).optional(),
  }),
);
const radioButtons = withChoices(
  z.strictObject({ type: z.literal('radio_buttons'), ...ticks, initial_option: richOption.optional() }),
);

const datepicker = z.strictObject({
  type: z.literal('datepicker'),
  ...common,
  placeholder,
  focus_on_load,
  initial_date: z.iso.date('must be a date (YYYY-MM-DD)').optional(),
});
const timepicker = z.strictObject({
  type: z.literal('timepicker'),
  ...common,
  placeholder,
  focus_on_load,
  initial_time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time (HH:mm)')
    .optional(),
  timezone: z.string().optional(),
});
const datetimepicker = z.strictObject({
  type: z.literal('datetimepicker'),
  ...common,
  focus_on_load,
  initial_date_time: z.number().int().optional(),
});

const imageElement = z.strictObject({
  type: z.literal('image'),
  image_url: link,
  alt_text: z.string().max(2000),
});

const pickers = [
  ...peopleAndPlaces,
  staticSelect,
  multiStaticSelect,
  checkboxes,
  radioButtons,
  datepicker,
  timepicker,
] as const;

export const actionsElement = z.discriminatedUnion('type', [button, overflow, datetimepicker, ...pickers]);
export const accessory = z.discriminatedUnion('type', [button, overflow, imageElement, ...pickers]);
export const inputElement = z.discriminatedUnion('type', [
  plainTextInput,
  numberInput,
  emailInput,
  urlInput,
  datetimepicker,
  ...pickers,
]);
export const contextElement = z.discriminatedUnion('type', [...anyText(2000).options, imageElement]);
