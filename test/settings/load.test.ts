import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
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
const text = 'projects: [{ code: A, channel: C0A, quickbooks: { customer: Acme }, billing: { sheet: 1 } }]';
const folder = mkdtempSync(join(tmpdir(), 'countersign-settings-'));
const read = (path: string): string => readFileSync(path, 'utf8');

function fileWith(content: string): string {
  const file = join(folder, 'projects.yml');
  writeFileSync(file, content);
  return file;
}

describe('the settings as a whole', () => {
  it('are the environment and the projects file it names', () => {
    const result = loadSettings({ ...env, PROJECTS_FILE: fileWith(text) }, read);
    expect(result).toMatchObject({
      ok: true,
      value: {
        env: { port: 3000 },
        projects: { projects: [{ code: 'A' }] },
        projectsHash: expect.stringMatching(/^[0-9a-f]{64}$/),
        warnings: [expect.stringContaining('no finance_manager')],
      },
    });
  });

  it('show the errors of the environment and of the file together', () => {
    const file = fileWith(text.replace('code: A', 'code: A B'));
    const result = loadSettings({ ...env, PORT: 'x', PROJECTS_FILE: file }, read);
    expect(result).toEqual({
      ok: false,
      errors: [
        expect.stringMatching(/^PORT is "x"/),
        expect.stringMatching(/projects\.yml:1: projects\[0\]\.code is "A B"/),
      ],
    });
  });

  it('say what to do about a file that is not there, beside the other errors', () => {
    const file = join(folder, 'gone.yml');
    const result = loadSettings({ ...env, PORT: 'x', PROJECTS_FILE: file }, read);
    expect(result.ok ? [] : result.errors).toEqual([
      expect.stringMatching(/^PORT/),
      `${file} does not exist: write it as the README shows, with at least one project, or set PROJECTS_FILE to where it is.`,
    ]);
  });

  it('say what to do about a folder in its place', () => {
    const result = loadSettings({ ...env, PROJECTS_FILE: folder }, read);
    expect(result.ok ? [] : result.errors).toEqual([
      `${folder} is a folder: set PROJECTS_FILE to the file in it.`,
    ]);
  });
});
