import { expect, test } from 'vitest';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { atRest } from '../support/deciding.ts';
import { channelOf, codesOf, manyProjects } from '../support/many-projects.ts';
import { buttonsOf, startWorld, TODAY } from '../support/world.ts';

const PROJECTS = 50;
const ROWS = 200;

const callsOf = ({ quickbooks, smartsheet }: Sandbox) => ({
  quickbooks: quickbooks.requests.length,
  smartsheet: smartsheet.requests.length,
});

test('a month of 10,000 rows on 50 projects', async () => {
  const codes = codesOf('M', PROJECTS);
  const company = manyProjects(TODAY, { codes, rows: ROWS, approvers: ['U0P000'], asker: 'U0PAM', rules: '  - { kind: invoice, approvals: 1, roles: [approver] }' });
  const world = await startWorld({ company });
  const t0 = performance.now();
  const lap = (what: string) => console.log(what, Math.round(performance.now() - t0), callsOf(world));
  lap('start');
  for (const code of codes)
    await world.slack.command({ user: 'U0PAM', channel: channelOf(code), text: `/invoice-draft ${code}` });
  lap('asked');
  const cardOf = (code: string) => world.slack.messages(channelOf(code)).findLast(({ blocks }) => JSON.stringify(blocks).includes('"approve"'));
  await world.slack.waitFor(() => codes.every(cardOf), 100_000);
  lap('drafted');
  await atRest(world);
  lap('at rest');
  for (const code of codes) {
    const card = cardOf(code);
    if (card) await world.slack.click({ user: 'U0P000', channel: card.channel, ts: card.ts, actionId: 'approve' });
  }
  lap('clicked');
  await world.slack.waitFor(() => world.quickbooks.entities('Invoice').length > 0 && codes.every((code) => world.slack.messages(channelOf(code)).every((m) => buttonsOf(m).length === 0)), 100_000);
  lap('posted');
  await atRest(world);
  lap('done');
  const paths = new Map<string, number>();
  for (const service of [world.quickbooks, world.smartsheet])
    for (const r of service.requests) { const k = JSON.stringify(r).replace(/\d{4,}/g, 'N').slice(0, 120); paths.set(k, (paths.get(k) ?? 0) + 1); }
  console.log([...paths].sort((a, b) => b[1] - a[1]).slice(0, 40));
  await world.end();
  expect(1).toBe(1);
}, 300_000);
