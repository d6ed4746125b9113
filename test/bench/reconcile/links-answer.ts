import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { Answer } from './answer.ts';

const Links = z.array(z.object({ sheet: z.string(), ledger: z.string(), confidence: z.coerce.number() }));

/** A baseline's links as an answer without causes or totals; what it does not pair is not in it. */
export function readLinks(path: string): Answer {
  const links = Links.parse(parse(readFileSync(path), { columns: true }));
  return {
    matches: links.map(({ sheet, ledger, confidence }) => ({
      sheet: [sheet],
      ledger: [ledger],
      cause: null,
      confidence,
    })),
    unmatched: { sheet: [], ledger: [] },
  };
}
