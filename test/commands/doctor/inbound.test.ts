import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../../src/store/database.ts';
import { keepUnknown } from '../../../src/triggers/inbound-unknown.ts';
import { type Clinic, openClinic } from './clinic.ts';

describe('the doctor, of what other systems tell', () => {
  let clinic: Clinic;
  beforeAll(async () => {
    clinic = await openClinic();
  });
  afterAll(() => clinic.end());

  const line = '  - { source: harvest, theirs: 14308069, project: ACME-WEB }\n';
  const examine = (inbound: string, env: Record<string, string> = {}) =>
    clinic.examine({
      firstAlone: true,
      yaml: (text) => (inbound === '' ? text : `${text}inbound:\n${inbound}`),
      env: { INBOUND_HARVEST_SECRET: 'h', PUBLIC_URL: 'https://bot.example.com', ...env },
    });

  test('names each address that is taken, and what came of projects that no line names', async () => {
    expect((await examine('')).text).toContain('nothing is taken: projects.yml has no inbound');
    const { text, hints } = await examine(line);
    expect(text).toContain(
      'Harvest is taken at https://bot.example.com/webhooks/inbound/harvest: 1 line of inbound',
    );
    expect(hints.join()).not.toContain('Harvest');
  });

  test('shows what was told of a project that no line names, until one does', async () => {
    const way = { now: () => new Date('2026-11-02T10:00:00Z'), log: { info() {}, warn() {}, error() {} } };
    const db: Database = await openDatabase({
      databaseUrl: clinic.databaseUrl,
      dataDir: clinic.folder,
      connections: 2,
    });
    const news = { source: 'harvest', event: 'timesheet.approved', delivery: 'd-1' };
    await db.prisma.$transaction((tx) =>
      keepUnknown(way, tx, [
        { ...news, theirs: '99 / Their own' },
        { ...news, theirs: '99 / Their own', delivery: 'd-2' },
        { ...news, theirs: '', event: null },
      ]),
    );
    await db.close();
    const { hints } = await examine(line);
    const ofHarvest = hints.filter((hint) => hint.includes('Harvest'));
    expect(ofHarvest).toHaveLength(2);
    expect(ofHarvest.join('\n')).toContain(
      'timesheet.approved of 99 / Their own, which belongs to no project here',
    );
    expect(ofHarvest.join('\n')).toContain('theirs: "99"');
    expect(ofHarvest.join('\n')).toContain('what came could not be understood');
    const named = await examine(`${line}  - { source: harvest, theirs: their own, project: ACME-WEB }\n`);
    expect(named.hints.join()).not.toContain('belongs to no project');
  });

  test('reminds of a handshake that is still open', async () => {
    const { hints } = await examine(line, { INBOUND_ASANA_HANDSHAKE: 'k'.repeat(32) });
    expect(hints.join()).toContain('take INBOUND_ASANA_HANDSHAKE away');
  });
});
