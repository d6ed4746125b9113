import { describe, expect, test } from 'vitest';
import { loadSettings } from '../../src/settings/load.ts';

const env = {
  SLACK_BOT_TOKEN: 'xoxb-1',
  SLACK_SIGNING_SECRET: 'secret',
  QUICKBOOKS_CLIENT_ID: 'client',
  QUICKBOOKS_CLIENT_SECRET: 'secret',
  QUICKBOOKS_REALM_ID: '1',
  QUICKBOOKS_REFRESH_TOKEN: 'refresh',
  SMARTSHEET_ACCESS_TOKEN: 'token',
};
const SECRETS = { INBOUND_HARVEST_SECRET: 'h', INBOUND_SECRET: 'o' };
const projects =
  'projects: [{ code: ACME-WEB, channel: C0A, quickbooks: { customer: Acme }, billing: { sheet: 1 } }]\n';

const load = (inbound: string, more: Record<string, string> = SECRETS) =>
  loadSettings({ ...env, ...more }, () => `${projects}inbound:\n${inbound}`);
const errors = (inbound: string, more?: Record<string, string>) => {
  const result = load(inbound, more);
  return result.ok ? [] : result.errors;
};

describe('inbound in projects.yml', () => {
  test('three keys are enough; ids need no quotes, and lose no digit', () => {
    const result = load(`  - { source: harvest, theirs: 9007199254740993123, project: acme-web }
  - { source: my-script, theirs: Acme, project: ACME-WEB, when: project.completed, does: draft, period: week }`);
    expect(result.ok && result.value.projects.inbound).toEqual([
      {
        source: 'harvest',
        theirs: '9007199254740993123',
        project: 'ACME-WEB',
        when: ['timesheet.approved', 'project.completed', 'order.fulfilled'],
        does: 'draft',
        period: null,
      },
      {
        source: 'my-script',
        theirs: 'Acme',
        project: 'ACME-WEB',
        when: ['project.completed'],
        does: 'draft',
        period: 'week',
      },
    ]);
  });

  test('says what is wrong at its line, and the nearest that is right', () => {
    expect(
      errors(`  - { source: harvest, their: "1", project: ACME-WEB }
  - { source: Harvest!, theirs: "1", project: ACME-WEB }
  - { source: harvest, theirs: "1", project: ACME-WEBB }
  - { source: harvest, theirs: "1", project: ACME-WEB, when: [timesheet.aproved] }
  - { source: harvest, theirs: "1", project: ACME-WEB, does: pay }
  - { source: harvest, theirs: "1", project: ACME-WEB, does: reconcile }`),
    ).toEqual([
      expect.stringMatching(/^projects\.yml:3: inbound\[0\]\.theirs is missing/),
      expect.stringMatching(/^projects\.yml:3: inbound\[0\]\.their is not a key .* did you mean theirs\?$/),
      expect.stringMatching(/^projects\.yml:4: inbound\[1\]\.source is "Harvest!": write a source/),
      expect.stringMatching(/^projects\.yml:5: inbound\[2\]\.project .*did you mean ACME-WEB\?$/),
      expect.stringMatching(/^projects\.yml:6: inbound\[3\]\.when\[0\] is "timesheet\.aproved": write /),
      expect.stringMatching(/^projects\.yml:7: inbound\[4\]\.does is "pay": write draft or reconcile\.$/),
      expect.stringMatching(/^projects\.yml:8: inbound\[5\]\.project is ACME-WEB, which has no costs sheet/),
    ]);
  });

  test('a source without its secret keeps it from starting, and the variable is named', () => {
    const both = `  - { source: shopify, theirs: A, project: ACME-WEB }
  - { source: my-script, theirs: A, project: ACME-WEB }
  - { source: another, theirs: A, project: ACME-WEB }`;
    expect(errors(both, { INBOUND_SHOPIFY_SECRET: ' ' })).toEqual([
      expect.stringMatching(
        /^INBOUND_SHOPIFY_SECRET is missing, and needed because .* what shopify tells: copy/,
      ),
      expect.stringMatching(
        /^INBOUND_SECRET is missing, .* what my-script and another tell: write the output/,
      ),
    ]);
    expect(errors(both, { INBOUND_SHOPIFY_SECRET: 's', INBOUND_SECRET: 'o' })).toEqual([]);
    expect(errors('', {})).toEqual([]);
  });

  test('what a handshake must name cannot be guessed', () => {
    expect(errors('', { INBOUND_ASANA_HANDSHAKE: 'short' })).toEqual([
      'INBOUND_ASANA_HANDSHAKE is not 32 letters and digits or more: write the output of: openssl rand -hex 32',
    ]);
  });
});
