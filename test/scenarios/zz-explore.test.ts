import { writeFileSync } from 'node:fs';
import { test } from 'vitest';
import { demoCompany } from '../../src/sandbox/company/company.ts';
import { AWKWARD, plainRows, withReadyRows } from '../../src/sandbox/company/vary.ts';
import { draft, approve, inWorld, shownIn } from '../support/drafting.ts';
import { TODAY } from '../support/world.ts';
test('explore', async () => {
  const c = demoCompany(TODAY);
  for (const company of [c, withReadyRows(c, 'ACME-WEB', Object.values(AWKWARD), { replacing: true }), withReadyRows(c, 'ACME-WEB', plainRows(40), { replacing: true })])
  await inWorld({ company }, async (world) => { console.log('=====\n' + shownIn(await draft(world))); });
  await inWorld({ company: c }, async (world) => { console.log('=====\n' + shownIn(await approve(world, await draft(world)))); });
}, 90_000);
