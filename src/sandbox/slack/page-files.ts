import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import type { SandboxResponse } from '../http.ts';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
};

const HEADERS = {
  'content-security-policy':
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: https:; " +
    "connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-cache',
};

const NOT_FOUND: SandboxResponse = {
  status: 404,
  headers: { 'content-type': 'text/plain; charset=utf-8', ...HEADERS },
  body: 'Not found',
};

/** A file of the page's folder; 404 for what is not in it, whatever the path tries. */
export async function pageFile(folder: string, path: string): Promise<SandboxResponse> {
  const wanted = decoded(path);
  if (wanted === null) return NOT_FOUND;
  try {
    const root = await realpath(folder);
    const file = await realpath(join(root, wanted === '/' ? 'index.html' : wanted));
    const type = TYPES[extname(file)];
    if (!file.startsWith(root + sep) || !type) return NOT_FOUND;
    const body = await readFile(file);
    return { status: 200, headers: { ...HEADERS, 'content-type': type }, body };
  } catch {
    return NOT_FOUND;
  }
}

function decoded(path: string): string | null {
  try {
    const text = decodeURIComponent(path);
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}
