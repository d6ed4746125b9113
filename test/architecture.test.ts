import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { cruise, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser';
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import { afterEach, describe, expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');

async function cruised(baseDir: string): Promise<ICruiseResult> {
  const options: ICruiseOptions = await extractOptions(join(ROOT, '.dependency-cruiser.cjs'));
  const { output } = await cruise(['src/**/*.ts'], { ...options, baseDir });
  if (typeof output === 'string') throw new Error(output);
  return output;
}

const broken = ({ summary }: ICruiseResult) =>
  summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);

describe('the arrows between folders', () => {
  test('every import of the product follows them', async () => {
    const result = await cruised(ROOT);
    expect(broken(result)).toEqual([]);
    expect(result.summary.totalCruised).toBeGreaterThan(200);
  });

  test('no import escapes the check, nor a type’s', async () => {
    const { modules } = await cruised(ROOT);
    const missed = modules
      .filter(({ source }) => /^src\/.*[.]ts$/.test(source))
      .flatMap(({ source, dependencies }) => {
        const seen = new Set(dependencies.map(({ module }) => module));
        return importsOf(readFileSync(join(ROOT, source), 'utf8'))
          .filter((name) => !seen.has(name.replace(/^node:/, '')) && !/generated\//.test(name))
          .map((name) => `${source} → ${name}`);
      });
    expect(missed).toEqual([]);
  });

  test('core takes no clock, no randomness and no environment', () => {
    const impure =
      /\b(Date\.now|new Date\(\)|Math\.random|randomUUID|randomBytes|process\.|performance\.|setTimeout)/;
    const found = globSync('src/{core,reconciliation}/**/*.ts', { cwd: ROOT }).filter((file) =>
      impure.test(readFileSync(join(ROOT, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')),
    );
    expect(found).toEqual([]);
  });
});

/** What Node resolves: every "from" of an import or export, and every import(…) of a text. */
function importsOf(source: string): string[] {
  const found = source.matchAll(
    /^(?:import|export|\})[^;'"]*?from '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm,
  );
  return [...found].map(([, from, bare, dynamic]) => from ?? bare ?? dynamic ?? '');
}

describe('a planted import against the arrows is caught', () => {
  let folder = '';
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  async function planted(from: string, to: string): Promise<string[]> {
    folder = mkdtempSync(join(tmpdir(), 'countersign-arrows-'));
    const isFile = to.startsWith('src/');
    const up = '../'.repeat(from.split('/').length - 2) || './';
    plant(
      from,
      `import type { thing } from '${isFile ? up + to.slice(4) : to}';\nexport const other: thing = 1;\n`,
    );
    if (isFile) plant(to, 'export type thing = number;\n');
    return broken(await cruised(folder)).map((line) => line.split(':', 1)[0] ?? '');
  }

  function plant(file: string, text: string): void {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }

  test.each([
    ['core imports the database', 'src/core/money.ts', 'src/store/database.ts', 'arrows-of-core'],
    ['core reads a file', 'src/core/money.ts', 'node:fs', 'core-is-pure'],
    [
      'the matcher reads the books',
      'src/reconciliation/match.ts',
      'src/quickbooks/types.ts',
      'arrows-of-reconciliation',
    ],
    [
      'the matcher’s sums know its pairs',
      'src/reconciliation/sums/sums.ts',
      'src/reconciliation/pairs/rest.ts',
      'arrows-of-reconciliation-sums',
    ],
    [
      'the matcher’s evidence knows what is settled by it',
      'src/reconciliation/evidence/days.ts',
      'src/reconciliation/series/runs.ts',
      'arrows-of-reconciliation-evidence',
    ],
    ['settings read the database', 'src/settings/load.ts', 'src/store/database.ts', 'arrows-of-settings'],
    ['the database knows an approval', 'src/store/approvals.ts', 'src/approval/way.ts', 'arrows-of-store'],
    ['the log knows an approval', 'src/log/append.ts', 'src/approval/way.ts', 'arrows-of-log'],
    [
      'one integration imports another',
      'src/quickbooks/call.ts',
      'src/smartsheet/types.ts',
      'arrows-of-quickbooks',
    ],
    ['the model sees the books', 'src/model/ask.ts', 'src/quickbooks/types.ts', 'arrows-of-model'],
    [
      'Slack’s client sees the sheets',
      'src/slack/web.ts',
      'src/smartsheet/types.ts',
      'arrows-of-slack-client',
    ],
    ['a block asks Slack', 'src/slack/blocks/parts.ts', 'src/slack/web.ts', 'arrows-of-slack-blocks'],
    [
      'a kind of proposal talks to Slack',
      'src/proposals/invoice/card.ts',
      'src/slack/web.ts',
      'arrows-of-proposals',
    ],
    ['the way imports a door', 'src/approval/open.ts', 'src/jobs/queue.ts', 'arrows-of-approval'],
    [
      'a door imports another',
      'src/slack/listeners/register.ts',
      'src/jobs/queue.ts',
      'arrows-of-slack-listeners',
    ],
    [
      'a stand-in shares code with the client',
      'src/sandbox/slack/server.ts',
      'src/slack/web.ts',
      'arrows-of-sandbox',
    ],
    [
      'the product imports the sandbox',
      'src/app.ts',
      'src/sandbox/sandbox.ts',
      'nothing-imports-the-sandbox',
    ],
    ['something is wired twice', 'src/wiring.ts', 'src/app.ts', 'app-is-wired-once'],
    [
      'a new folder stands outside the plan',
      'src/helpers/all.ts',
      'src/core/money.ts',
      'every-folder-has-its-place',
    ],
    [
      'QuickBooks’ SDK is used elsewhere',
      'src/proposals/invoice/post.ts',
      'node-quickbooks',
      'vendor-node-quickbooks',
    ],
    ['Smartsheet’s SDK is used elsewhere', 'src/approval/sources.ts', 'smartsheet', 'vendor-smartsheet'],
    [
      'the model’s SDK is used elsewhere',
      'src/proposals/invoice/draft.ts',
      'openai/helpers/zod',
      'vendor-openai',
    ],
    ['Bolt is used elsewhere', 'src/approval/open.ts', '@slack/bolt', 'vendor-slack-bolt'],
    ['the database is used past its folder', 'src/jobs/workers.ts', 'pg', 'vendor-prisma'],
    ['the queue is used past its folder', 'src/approval/advance.ts', 'pg-boss', 'vendor-pg-boss'],
  ])('%s', async (_what, from, to, rule) => {
    expect(await planted(from, to)).toContain(rule);
  });

  test('two files import each other', async () => {
    folder = mkdtempSync(join(tmpdir(), 'countersign-arrows-'));
    plant('src/core/a.ts', "import type { B } from './b.ts';\nexport type A = B;\n");
    plant('src/core/b.ts', "import type { A } from './a.ts';\nexport type B = A | 1;\n");
    expect(broken(await cruised(folder)).join()).toContain('no-circle');
  });

  test('a file that nothing uses is left over', async () => {
    folder = mkdtempSync(join(tmpdir(), 'countersign-arrows-'));
    plant('src/main.ts', "import { used } from './core/used.ts';\nused;\n");
    plant('src/core/used.ts', 'export const used = 1;\n');
    plant('src/core/unused.ts', 'export const unused = 1;\n');
    expect(broken(await cruised(folder)).join()).toContain('nothing-left-over: src/core/unused.ts');
  });
});
