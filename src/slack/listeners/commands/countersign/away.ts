import { comeBack, delegateRefusal, setAway } from '../../../../approval/absences.ts';
import { lastDay } from '../../../../approval/shown-time.ts';
import { nameOf, type Way } from '../../../../approval/way.ts';
import { VendorFailure } from '../../../../core/failure.ts';
import { parseAway, parseWhom, unknownWhom } from './away-words.ts';
import type { Verb } from './verb.ts';

const NOTHING = 'Nothing was changed.';

export const awayVerb: Verb = {
  usage:
    'away until 2026-12-01 [delegate @finn]: you are not reminded, and your delegate may decide in your place',
  async run({ who, rest }, { way }) {
    const { people, company } = way.projects;
    if (!people.some(({ id }) => id === who))
      return { text: `projects.yml does not name you, so nobody waits for you here. ${NOTHING}` };
    const asked = parseAway(rest, way.now(), company.timezone);
    if ('problem' in asked) return { text: asked.problem };
    const delegate = asked.delegate === null ? null : await delegateOf(way, who, asked.delegate);
    if (delegate && 'problem' in delegate) return { text: `${delegate.problem} ${NOTHING}` };
    const absence = { person: who, until: asked.until, delegate: delegate?.id ?? null };
    const before = await setAway(way, absence);
    const day = lastDay(asked.until, company.timezone);
    if (delegate && delegate.id !== before?.delegate) await tellDelegate(way, who, delegate.id, day);
    return {
      text: [
        `You are away until ${day}, that day included, and are not reminded meanwhile.`,
        inPlace(way, delegate?.id ?? null),
        before
          ? `This replaces what you had said before (until ${lastDay(before.until, company.timezone)}).`
          : '',
        '/countersign back ends it earlier.',
      ]
        .filter(Boolean)
        .join(' '),
    };
  },
};

export const backVerb: Verb = {
  usage: 'back: you are here again, and nobody decides in your place any more',
  async run({ who }, { way }) {
    const ended = await comeBack(way, who);
    if (!ended) return { text: `You had not said that you are away. ${NOTHING}` };
    const { delegate } = ended;
    return {
      text: `Welcome back: you are reminded again${delegate ? `, and ${nameOf(way, delegate)} no longer decides in your place` : ''}. What was decided meanwhile stands.`,
    };
  },
};

function inPlace(way: Way, delegate: string | null): string {
  if (delegate === null) return 'Nobody decides in your place.';
  const name = nameOf(way, delegate);
  return `${name} may decide in your place, wherever you could yourself; of the two of you one counts. Nobody approves what they asked for, and ${name}’s own delegate does not decide for you.`;
}

/** The command must be answered within three seconds. */
const PATIENCE_MS = 2_000;

async function delegateOf(
  way: Way,
  who: string,
  typed: string,
): Promise<{ id: string } | { problem: string }> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<{ problem: string }>((resolve) => {
    timer = setTimeout(() => resolve(SLOW), PATIENCE_MS);
  });
  try {
    return await Promise.race([checked(way, who, typed), patience]);
  } catch (error) {
    if (!(error instanceof VendorFailure)) throw error;
    return SLOW;
  } finally {
    clearTimeout(timer);
  }
}

const SLOW = { problem: 'Slack did not say in time who that is. Try again in a moment.' };

async function checked(way: Way, who: string, typed: string): Promise<{ id: string } | { problem: string }> {
  const whom = parseWhom(typed, way.projects.people);
  if ('problem' in whom) return whom;
  const id = 'id' in whom ? whom.id : await byHandle(way, whom.handle);
  if (id === null) return { problem: unknownWhom(typed.replace(/^@/, ''), way.projects.people) };
  const problem = await delegateRefusal(way, who, id);
  return problem === null ? { id } : { problem };
}

/** Typed as @mei, a mention reaches us as those letters: whose handle it is, of those whom projects.yml names. */
async function byHandle(way: Way, handle: string): Promise<string | null> {
  const asked = way.projects.people.slice(0, 100).map(async ({ id }) => {
    const person = await way.workspace.person(id);
    return person?.handle?.toLowerCase() === handle.toLowerCase() ? id : null;
  });
  return (await Promise.all(asked)).find((id) => id !== null) ?? null;
}

/** That the delegate could not be told changes nothing about it. */
async function tellDelegate(way: Way, who: string, delegate: string, day: string): Promise<void> {
  const text = `${nameOf(way, who)} is away until ${day} and named you as delegate: what waits for them, you may decide in their place. You are reminded of it instead of them.`;
  await way.messenger.tell(delegate, delegate, text).catch((error: unknown) => {
    way.log.warn({ delegate, error: String(error) }, 'could not tell a delegate');
  });
}
