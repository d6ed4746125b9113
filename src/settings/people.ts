import type { Person } from './types.ts';

/** As projects.yml names them; whom it does not know goes by their Slack user id. */
export function nameAmong(people: readonly Pick<Person, 'id' | 'name'>[], who: string): string {
  return people.find(({ id }) => id === who)?.name ?? who;
}
