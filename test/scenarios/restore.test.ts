import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ask, cards, holdAllRows, isFinished, numberOn, press, readyRow } from '../support/faults.ts';
import { type Stage, startStage, until } from '../support/process.ts';
import { runScript } from '../support/script.ts';
import { buttonsOf, textOf } from '../support/world.ts';

describe('a backup of DATA_DIR', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await startStage({});
    holdAllRows(stage);
  });
  afterEach(() => stage.end());

  test('restored, the log verifies, the tokens work, and what was approved since is posted no second time', async () => {
    const dataDir = stage.botEnv.DATA_DIR ?? '';
    const backup = join(stage.folder, 'backup');
    const first = await stage.start();
    const row = readyRow(stage, 'Kept');
    await ask(stage);
    const live = await stage.slack.waitFor(
      () =>
        cards(stage).find((found) => textOf(found).includes('Kept') && buttonsOf(found).includes('Approve')),
      30_000,
    );
    await until(
      () => stage.smartsheet.cell(4583173393803156, row, 'Invoice Status') === 'In Review',
      'in review',
    );
    const card = structuredClone(live); // as somebody sees it who has not looked since
    first.signal('SIGTERM');
    await first.exited;
    copy(dataDir, backup);

    // Life goes on after the backup: it is approved and posted.
    const second = await stage.start();
    await press(stage, card, 'approve');
    await until(() => isFinished(stage, numberOn(card), row), 'posted');
    second.signal('SIGTERM');
    await second.exited;

    // The disk is lost, and the backup, in which nobody has approved it yet, is put back.
    rmSync(dataDir, { recursive: true, force: true });
    copy(backup, dataDir);
    const third = await stage.start();
    const invoices = stage.quickbooks.entities('Invoice').length;
    const numbered = stage.smartsheet.cell(4583173393803156, row, 'QuickBooks Invoice #');
    expect(numbered).toBeDefined();
    await stage.slack.click({
      user: 'U0FIN',
      channel: 'C0HARBOR',
      ts: card.ts,
      actionId: 'approve',
      seen: card.blocks,
    });
    // Its rows carry the invoice by now, so nothing is asked of QuickBooks, and the card says why.
    await until(
      () => cards(stage).some((found) => textOf(found).includes('Billed before')),
      'the card says so',
    );
    expect(stage.quickbooks.entities('Invoice').length).toBe(invoices);
    expect(stage.smartsheet.cell(4583173393803156, row, 'QuickBooks Invoice #')).toBe(numbered);
    expect(await exported(stage)).toContain('draft.drifted');
    third.signal('SIGTERM');
    await third.exited;
  }, 120_000);
});

/** With its owners: Postgres starts on a folder of its own user's alone. */
function copy(from: string, to: string): void {
  execFileSync('cp', ['-a', from, to]);
}

/** The exported log as text, once it has been verified. */
async function exported(stage: Stage): Promise<string> {
  const out = join(stage.folder, 'log.jsonl');
  const written = await runScript('src/log-command.ts', ['export', '--out', out], {
    DATA_DIR: stage.botEnv.DATA_DIR ?? '',
  });
  expect(written).toMatchObject({ status: 0 });
  expect(await runScript('src/log-command.ts', ['verify', out], {})).toMatchObject({ status: 0 });
  return readFileSync(out, 'utf8');
}
