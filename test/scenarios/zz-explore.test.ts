import { writeFileSync } from 'node:fs';
import { test } from 'vitest';
import { demoCompany } from '../../src/sandbox/company/company.ts';
import { AWKWARD, plainRows, withReadyRows } from '../../src/sandbox/company/vary.ts';
import { card, startWorld, TODAY } from '../support/world.ts';

const draftIt = async (
  company: ReturnType<typeof demoCompany>,
  code: string,
  channel: string,
  user: string,
  name: string,
) => {
  const world = await startWorld({ company });
  try {
    const t = Date.now();
    await world.slack.command({ user, channel, text: `/invoice-draft ${code}` });
    const found = await card(
      world,
      channel,
      (text) => text.includes('waiting for approval') || text.includes('approved yet'),
      20000,
    ).catch(() => null);
    console.log(name, Date.now() - t, 'ms', JSON.stringify(found?.blocks).length);
    writeFileSync(
      `/tmp/x/${name}.json`,
      JSON.stringify(
        {
          text: found?.text,
          blocks: found?.blocks,
          eph: world.slack.ephemerals(user).map((m) => [m.text, m.blocks]),
          dm: world.slack.directMessages(user).map((m) => m.text),
          all: world.slack.messages(channel).map(({ text }) => text),
          log: world.logged.filter((l) => Number(l.level) >= 40),
        },
        null,
        1,
      ),
    );
  } finally {
    await world.end();
  }
};
test('explore', async () => {
  const c = demoCompany(TODAY);
  await draftIt(c, 'ACME-WEB', 'C0ACME', 'U0PAM', 'acme');
  await draftIt(c, 'CAFE-LOYAL', 'C0CAFE', 'U0RAJ', 'cafe');
  await draftIt(c, 'HARBOR-WMS', 'C0HARBOR', 'U0PAM', 'harbor');
  await draftIt(
    withReadyRows(c, 'ACME-WEB', Object.values(AWKWARD), { replacing: true }),
    'ACME-WEB',
    'C0ACME',
    'U0PAM',
    'awkward',
  );
  await draftIt(
    withReadyRows(c, 'ACME-WEB', plainRows(800), { replacing: true }),
    'ACME-WEB',
    'C0ACME',
    'U0PAM',
    'r800',
  );
}, 90_000);
