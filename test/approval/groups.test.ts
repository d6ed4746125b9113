import { expect, test } from 'vitest';
import { createGroups, GROUP_AGE_MS } from '../../src/approval/groups.ts';

const ID = 'S0FINANCE0';

function slack() {
  const state = {
    asked: 0,
    members: ['U0AIS', 'U0GUE'] as string[] | null,
    down: false,
    now: Date.UTC(2026, 10, 2, 9),
  };
  const groups = createGroups(
    {
      person: async (id) => ({
        name: `Name of ${id}`,
        deactivated: false,
        bot: false,
        guest: id === 'U0GUE',
      }),
      members: async () => [],
      group: async () => {
        state.asked += 1;
        if (state.down) throw new Error('Slack does not answer');
        return state.members;
      },
    },
    () => new Date(state.now),
  );
  return { state, groups };
}

test('who is in a group is asked once in five minutes, and guests are left out', async () => {
  const { state, groups } = slack();
  await groups.refresh([ID, 'finance_manager']);
  await groups.refresh([ID]);
  expect(groups.get(ID)).toEqual({ state: 'known', members: [{ id: 'U0AIS', name: 'Name of U0AIS' }] });
  expect(state.asked).toBe(1);
  state.now += GROUP_AGE_MS;
  await groups.refresh([ID]);
  expect(state.asked).toBe(2);
});

test('a click that decides asks again, and clicks at once ask once', async () => {
  const { state, groups } = slack();
  await groups.refresh([ID]);
  state.members = [];
  state.now += 1;
  await Promise.all([groups.refresh([ID], 0), groups.refresh([ID], 0)]);
  expect(groups.get(ID)).toEqual({ state: 'known', members: [] });
  expect(state.asked).toBe(2);
});

test('where Slack is down, what was read stands for five minutes and nobody passes after that', async () => {
  const { state, groups } = slack();
  await groups.refresh([ID]);
  state.down = true;
  state.now += GROUP_AGE_MS - 1;
  await groups.refresh([ID], 0);
  expect(groups.get(ID)).toMatchObject({ state: 'known' });
  state.now += 2;
  await groups.refresh([ID], 0);
  expect(groups.get(ID)).toMatchObject({ state: 'unread' });
});

test('a group that Slack does not know is nobody, and one never asked about is not known yet', async () => {
  const { state, groups } = slack();
  expect(groups.get(ID)).toMatchObject({ state: 'unread' });
  state.members = null;
  await groups.refresh([ID]);
  expect(groups.get(ID)).toEqual({ state: 'unknown' });
});
