import { expect, test } from 'vitest';
import { loggedInDatabase } from '../../src/log/logged.ts';
import { rebuild } from '../../src/log/rebuild.ts';
import { ask, companyIn, holdAll, plainRow } from '../support/auto.ts';
import { atRest, click } from '../support/deciding.ts';
import { inWorld } from '../support/drafting.ts';
import { expectSound } from '../support/sound.ts';
import { card } from '../support/world.ts';

test('the log alone tells what went by itself, who undid it, and how it stands', async () => {
  const company = companyIn('auto', ['{ kind: invoice, up_to: 8000, auto: true, sample: 0 }']);
  await inWorld({ company }, async (world) => {
    holdAll(world);
    plainRow(world, 40);
    await ask(world);
    const posted = await card(world, 'C0ACME', (text) => text.includes('The sheet is updated'));
    await atRest(world);
    const told = async () => {
      const entries = [];
      for await (const entry of loggedInDatabase(world.db)) entries.push(entry);
      const [approval] = rebuild(entries).approvals.values();
      return approval;
    };
    const [row] = await world.db.prisma.approval.findMany();
    expect(await told()).toMatchObject({
      status: 'done',
      posting: row?.posting,
      rule: row?.rule,
      decisions: [],
    });

    await click(world, 'U0FIN', posted, 'undo');
    await card(world, 'C0ACME', (text) => text.includes('*Undone*'));
    await expectSound(world, { invoices: 0, voided: 1 });
    const [undone] = await world.db.prisma.approval.findMany();
    expect(undone?.status).toBe('voided');
    expect(await told()).toMatchObject({
      status: 'voided',
      sheetMark: undone?.sheetMark,
      decisions: [{ who: 'U0FIN', verb: 'undo' }],
    });
  });
});
