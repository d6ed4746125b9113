import type { ServerResponse } from 'node:http';

/** Nothing from elsewhere, no frame around it, no script, no trace of the address in what is opened from it. */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
  'content-type': 'text/html; charset=utf-8',
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A page of a few words: what happened, and what to do; `command`: what to type. Texts are escaped here. */
export function wordsPage(
  res: ServerResponse,
  status: number,
  title: string,
  text: string,
  headers: Record<string, string> = {},
  command = '',
): void {
  res.writeHead(status, { ...HEADERS, ...headers });
  res.end(`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)} · Countersign</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:34rem;margin:15vh auto;padding:0 1.5rem;color:#1d1c1d}h1{font-size:1.4rem}code{font-size:1.1rem;overflow-wrap:anywhere;user-select:all}</style></head>
<body><h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p>${command === '' ? '' : `<p><code>${escapeHtml(command)}</code></p>`}</body></html>
`);
}
