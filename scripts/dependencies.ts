import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { z } from 'zod';

/** What is installed, under which licences, and whether any of it is known to be bad. */

const Lock = z.object({
  packages: z.record(
    z.string(),
    z.looseObject({
      version: z.string().optional(),
      license: z.unknown().optional(),
      dev: z.boolean().optional(),
      integrity: z.string().optional(),
      link: z.boolean().optional(),
    }),
  ),
});
const Package = z.looseObject({ license: z.unknown().optional(), licenses: z.unknown().optional() });
const KnownBad = z.object({ versions: z.record(z.string(), z.array(z.string())) });

export interface Dependency {
  name: string;
  version: string;
  /** SPDX; "none stated" where the package says nothing. */
  licence: string;
  dev: boolean;
}

/** Whoever runs this in house may use these without asking a lawyer; whatever else comes in is looked at first. */
const ALLOWED =
  /^(MIT(-0)?|ISC|Apache-2\.0|BSD-[23]-Clause|0BSD|BlueOak-1\.0\.0|CC0-1\.0|CC-BY-4\.0|Unlicense|Python-2\.0|PostgreSQL|Zlib|MPL-2\.0)$/;

export function dependencies(root: string): Dependency[] {
  const lock = Lock.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
  return Object.entries(lock.packages)
    .filter(([path, { link }]) => path !== '' && !link)
    .map(([path, { version = '', license, dev = false }]) => ({
      name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version,
      licence: licenceOf(license ?? installed(join(root, path))),
      dev,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function installed(folder: string): unknown {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) return undefined; // of another platform
  const { license, licenses } = Package.parse(JSON.parse(readFileSync(file, 'utf8')));
  return license ?? licenses;
}

function licenceOf(given: unknown): string {
  if (typeof given === 'string') return given;
  if (Array.isArray(given)) return given.map(licenceOf).join(' OR ');
  if (given !== null && typeof given === 'object' && 'type' in given) return String(given.type);
  return 'none stated';
}

/** Looked at by a person: what the package itself does not say, or may be used unchanged all the same. */
const LOOKED_AT: Readonly<Record<string, string>> = {
  cycle: 'public domain, as its source says',
  elkjs: 'EPL-2.0, used unchanged, by the database tool alone',
  'seq-queue': 'MIT, as its repository says',
};

/** Of "(MIT OR GPL-2.0)" one that is allowed is enough. */
export function isAllowed(licence: string): boolean {
  return licence
    .replace(/[()]/g, '')
    .split(/ OR /i)
    .some((either) => either.split(/ AND /i).every((one) => ALLOWED.test(one.trim())));
}

export function questionable(found: readonly Dependency[]): Dependency[] {
  return found.filter(({ name, licence }) => !isAllowed(licence) && !(name in LOOKED_AT));
}

export function knownBad(root: string, found: readonly Dependency[]): Dependency[] {
  const { versions } = KnownBad.parse(JSON.parse(readFileSync(join(root, 'scripts/known-bad.json'), 'utf8')));
  return found.filter(({ name, version }) => versions[name]?.includes(version));
}

if (import.meta.main) {
  const root = resolve(import.meta.dirname, '..');
  const found = dependencies(root);
  for (const { name, version, licence, dev } of found)
    process.stdout.write(`${name}@${version}\t${licence}${dev ? '\tdevelopment' : ''}\n`);
  const odd = questionable(found);
  const bad = knownBad(root, found);
  for (const { name, version, licence } of odd)
    process.stdout.write(`LOOK AT ${name}@${version}: ${licence}\n`);
  for (const { name, version } of bad) process.stdout.write(`KNOWN TO BE BAD: ${name}@${version}\n`);
  process.stdout.write(
    `${found.length} packages, ${odd.length} licences to look at, ${bad.length} known to be bad.\n`,
  );
  process.exitCode = odd.length + bad.length > 0 ? 1 : 0;
}
