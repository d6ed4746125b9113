import { plain } from '../text/text-object.js';

/** @typedef {import('../types.js').Block} Block */
/** @typedef {import('../types.js').RenderContext} RenderContext */
/** @typedef {import('../types.js').StateValue} StateValue */

/**
 * What stands in an input: what the person left there, else what the bot gave it.
 * @param {Record<string, any>} element
 * @param {Block} block
 * @param {RenderContext} ctx
 * @param {Omit<StateValue, 'type'>} initial
 * @returns {StateValue}
 */
export function held(element, block, ctx, initial) {
  const kept = ctx.values[block.block_id]?.[element.action_id];
  const value = kept?.type === element.type ? kept : { type: element.type, ...initial };
  keep(element, block, ctx, value);
  return value;
}

/** @param {StateValue} value */
export function keep(element, block, ctx, value) {
  ctx.values[block.block_id] ??= {};
  ctx.values[block.block_id][element.action_id] = value;
}

/**
 * Keeps a changed value and, where Slack would, tells the bot: elements outside an input block always, inputs only
 * with dispatch_action.
 */
export async function changed(element, block, ctx, value, node) {
  keep(element, block, ctx, value);
  if (block.type === 'input' && !block.dispatch_action) return;
  const { action_id, confirm } = element;
  await ctx.act({ block_id: block.block_id, action_id, ...value, confirm }, node);
}

/** A name that survives redrawing, so that focus finds its way back. */
export function focusName(element, block) {
  return `${block.block_id}/${element.action_id}`;
}

/** An element's accessible name where no label stands beside it. */
export function loneName(element, block, fallback) {
  return block.type === 'input' ? null : plain(element.placeholder) || fallback;
}

/**
 * The options of a select, of any source, with the group they stand in.
 * @returns {{ group: string, option: Record<string, any> }[]}
 */
export function optionsOf(element, ctx) {
  if (element.option_groups) {
    return element.option_groups.flatMap((group) =>
      group.options.map((option) => ({ group: plain(group.label), option })),
    );
  }
  return ownOptions(element, ctx).map((option) => ({ group: '', option }));
}

function ownOptions(element, ctx) {
  const named = (value, text) => ({ value, text: { type: 'plain_text', text, emoji: false } });
  if (element.type.endsWith('users_select')) {
    return [...ctx.people.values()]
      .filter((person) => !person.isBot)
      .map((person) => named(person.id, person.name));
  }
  if (/(channels|conversations)_select$/.test(element.type)) {
    return [...ctx.channels.values()].map((channel) => named(channel.id, `#${channel.name}`));
  }
  return element.options ?? [];
}

/** The state's key of a select's answer: selected_option, selected_user and so on; plural for a multi-select. */
export function answerKey(type) {
  const many = type.startsWith('multi_') ? 's' : '';
  const source = /(users|channels|conversations)_select$/.exec(type);
  return `selected_${source ? source[1].slice(0, -1) : 'option'}${many}`;
}
