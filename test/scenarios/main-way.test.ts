import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buttonsOf, card, startWorld, textOf, type World } from '../support/world.ts';

describe('an invoice from the command to the books', () => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld();
  });
  afterEach(() => world.end());

  test('what is approved is posted once, and the sheet and the card say so', async () => {
    const before = world.quickbooks.entities('Invoice').length;
    const ack = await world.slack.command({
      user: 'U0PAM',
      channel: 'C0ACME',
      text: '/invoice-draft ACME-WEB',
    });
    expect(ack.status).toBe(200);
    const waiting = await card(world, 'C0ACME', (text) => text.includes('waiting for approval'));
    expect(buttonsOf(waiting)).toEqual(['Approve', 'Edit', 'Reject']);

    const click = await world.slack.click({
      user: 'U0FIN',
      channel: 'C0ACME',
      ts: waiting.ts,
      actionId: 'approve',
    });
    expect(click.status).toBe(200);
    const posted = await card(world, 'C0ACME', (text) => text.includes('The sheet is updated'));
    expect(buttonsOf(posted)).toEqual(['Undo']);
    expect(world.quickbooks.entities('Invoice').length).toBe(before + 1);
    expect(textOf(posted)).toContain('6,666.48');
  });
});
