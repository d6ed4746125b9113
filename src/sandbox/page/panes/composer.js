import { el, uid } from '../dom.js';
import { icon } from '../icons.js';
import { commandList } from './command-list.js';

const TALLEST_PX = 180;

/**
 * The message box with completion of slash commands. Enter sends, Shift+Enter breaks the line.
 * @param {{ id: string, label: () => string, commands: import('../types.js').Command[],
 *   send: (text: string) => Promise<string | null> }} options
 *   send answers null, or why the text was not taken; the text then stays in the box.
 */
export function composer(options) {
  const { node, form, input, button, hint, problem, list } = parts(options, () => refresh());
  let sending = 0;

  function refresh() {
    button.disabled = input.value.trim() === '';
    input.style.setProperty('height', 'auto');
    input.style.setProperty('height', `${Math.min(input.scrollHeight, TALLEST_PX)}px`);
    list.update();
    hint.replaceChildren(...list.usage());
  }

  async function send() {
    const text = input.value.trim();
    if (text === '') return;
    list.close();
    sending += 1;
    form.setAttribute('aria-busy', 'true');
    input.value = '';
    problem.textContent = '';
    refresh();
    const refused = await options.send(text);
    sending -= 1;
    if (sending === 0) form.removeAttribute('aria-busy');
    // What was taken says nothing: the refusal of another message, sent meanwhile, stays to be read.
    if (refused !== null) problem.textContent = refused;
    if (refused !== null && input.value === '') input.value = text;
    refresh();
  }

  input.addEventListener('input', () => {
    problem.textContent = '';
    list.reopen();
    refresh();
  });
  input.addEventListener('blur', () => list.close());
  input.addEventListener('keydown', (event) => {
    if (event.isComposing || list.key(event)) return;
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    void send();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void send();
  });
  form.addEventListener('click', (event) => event.target === form && input.focus());

  function relabel() {
    input.setAttribute('aria-label', options.label());
    input.setAttribute('placeholder', options.label());
    problem.textContent = '';
  }
  relabel();
  return { node, relabel, focus: () => input.focus() };
}

function parts(options, onComplete) {
  const listId = uid('commands');
  const input = el('textarea', {
    id: options.id,
    class: 'composer-input',
    rows: '1',
    dir: 'auto',
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': listId,
    autocomplete: 'off',
    maxlength: '4000',
  });
  const button = el(
    'button',
    { type: 'submit', class: 'send-button', 'aria-label': 'Send', disabled: true },
    icon('send'),
  );
  const problem = el('div', { class: 'composer-problem', role: 'alert' });
  const hint = el('div', { class: 'composer-hint' });
  const bar = el('div', { class: 'composer-bar' }, hint, button);
  const form = el('form', { class: 'composer', novalidate: true }, input, bar);
  const list = commandList(listId, input, options.commands, onComplete);
  const node = el('div', { class: 'composer-holder' }, list.node, form, problem);
  return { node, form, input, button, hint, problem, list };
}
