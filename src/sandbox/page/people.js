import { el } from './dom.js';
import { icon } from './icons.js';

const HUES = 8;

/**
 * The people and the bot of a workspace, by id.
 * @param {import('./types.js').PageState} state
 * @returns {Map<string, import('./types.js').Person>}
 */
export function peopleOf(state) {
  const people = new Map();
  state.users.forEach((user, index) => {
    const name = user.realName || user.name;
    people.set(user.id, {
      id: user.id,
      name,
      title: user.title || (user.isGuest ? 'Guest' : ''),
      isBot: user.isBot,
      hue: index % HUES,
      initials: initialsOf(name),
    });
  });
  const { id, name, realName } = state.botUser;
  people.set(id, { id, name: realName || name, title: 'App', isBot: true, hue: -1, initials: '' });
  return people;
}

/** Up to two first letters; a name without letters keeps its first character. */
function initialsOf(name) {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  const letters = words.map((word) => [...word][0]);
  const first = letters[0] ?? [...name.trim()][0] ?? '?';
  return (letters.length > 1 ? first + letters[letters.length - 1] : first).toUpperCase();
}

/** Decorative: the name always stands beside it. */
export function avatar(person, size = 'medium') {
  const kind = person?.isBot ? 'avatar-bot' : `avatar-${person?.hue ?? 0}`;
  return el(
    'span',
    { class: `avatar avatar-${size} ${kind}`, 'aria-hidden': 'true' },
    person?.isBot ? icon('check') : (person?.initials ?? '?'),
  );
}
