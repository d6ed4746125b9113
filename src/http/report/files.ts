import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import type { Handler } from '../server.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** The page's own scripts and styles, each at /reports/<name>: read once, and nothing else can be asked for. */
export function pageFiles(): [string, Handler][] {
  const folder = new URL('./page/', import.meta.url);
  return readdirSync(folder).flatMap((name): [string, Handler][] => {
    const type = TYPES[extname(name)];
    if (!type) return [];
    const bytes = readFileSync(new URL(name, folder));
    const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
    return [[`GET /reports/${name}`, fileOf(bytes, type, etag)]];
  });
}

function fileOf(bytes: Buffer, type: string, etag: string): Handler {
  return (req, res) => {
    const headers = {
      ...{ etag, 'content-type': type },
      // A browser asks for the icon again whenever the address changes; scripts and styles must be of one release.
      'cache-control': type === TYPES['.svg'] ? 'max-age=86400' : 'no-cache',
      'cross-origin-resource-policy': 'same-origin',
    };
    const same = req.headers['if-none-match'] === etag;
    res.writeHead(same ? 304 : 200, headers);
    res.end(same ? undefined : bytes);
  };
}
