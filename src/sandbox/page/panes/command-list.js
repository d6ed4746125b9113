import { el } from '../dom.js';

/**
 * The list above the message box while a slash command is being typed. Arrow keys choose, Tab or Enter completes,
 * Escape closes; an exact command is left to Enter, so that it is sent.
 * @param {string} id
 * @param {HTMLTextAreaElement} input
 * @param {import('../types.js').Command[]} commands
 * @param {() => void} onComplete
 */
export function commandList(id, input, commands, onComplete) {
  const node = el('ul', {
    id,
    class: 'command-list',
    role: 'listbox',
    'aria-label': 'Commands',
    hidden: true,
  });
  let matches = [];
  let at = 0;
  let dismissed = false;

  function update() {
    const open = !dismissed && /^\/\S*$/.test(input.value) && document.activeElement === input;
    const typed = input.value.toLowerCase();
    matches = open ? commands.filter((one) => one.command.startsWith(typed)) : [];
    at = Math.min(at, Math.max(matches.length - 1, 0));
    draw();
  }

  function draw() {
    node.hidden = matches.length === 0;
    input.setAttribute('aria-expanded', String(matches.length > 0));
    node.replaceChildren(...matches.map((one, index) => optionNode(id, one, index, index === at, complete)));
    if (matches.length > 0) input.setAttribute('aria-activedescendant', `${id}-${at}`);
    else input.removeAttribute('aria-activedescendant');
    node.children[at]?.scrollIntoView({ block: 'nearest' });
  }

  function complete(index) {
    input.value = `${matches[index].command} `;
    input.focus();
    close();
    onComplete();
  }

  function close() {
    matches = [];
    at = 0;
    draw();
  }

  function move(step) {
    at = (at + step + matches.length) % matches.length;
    draw();
  }

  /** True where the key was the list's. */
  function key(event) {
    if (matches.length === 0 || event.shiftKey) return false;
    const exact = matches[at].command === input.value;
    if (event.key === 'ArrowDown') move(1);
    else if (event.key === 'ArrowUp') move(-1);
    else if (event.key === 'Tab' || (event.key === 'Enter' && !exact)) complete(at);
    else if (event.key === 'Escape') {
      dismissed = true;
      close();
    } else return false;
    event.preventDefault();
    return true;
  }

  const reopen = () => {
    dismissed = false;
  };
  return { node, update, close, key, reopen, usage: () => usageOf(commands, input.value) };
}

/** How the command at the start of the text is used; nothing where there is none. */
function usageOf(commands, text) {
  const known = commands.find((one) => text.startsWith(`${one.command} `));
  return known ? [el('span', { dir: 'ltr' }, el('b', {}, known.command), ` ${known.usageHint}`)] : [];
}

function optionNode(id, command, index, selected, complete) {
  const node = el(
    'li',
    { id: `${id}-${index}`, class: 'command-option', role: 'option', 'aria-selected': String(selected) },
    el('span', { class: 'command-line' }, el('b', {}, command.command), ` ${command.usageHint}`),
    el('span', { class: 'command-description' }, command.description),
  );
  // The box must keep focus: a blur would close the list before the click arrives.
  node.addEventListener('mousedown', (event) => event.preventDefault());
  node.addEventListener('click', () => complete(index));
  return node;
}
