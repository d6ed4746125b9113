import { plainText } from '../core/text.ts';
import type { Column, Sheet } from './types.ts';

export interface WantedColumn {
  title: string;
  required: boolean;
}

export interface ResolvedColumns<Key extends string> {
  found: Map<Key, Column>;
  /** Titles as wanted, in the order they were wanted. */
  missingRequired: string[];
  missingOptional: string[];
}

/** Titles are the same whatever their case and however they are spaced. */
export function sameTitle(a: string, b: string): boolean {
  return fold(a) === fold(b);
}

function fold(title: string): string {
  return plainText(title).normalize('NFC').toLowerCase();
}

/** Finds the wanted columns by title; of two columns with one title the first counts. */
export function resolveColumns<Key extends string>(
  sheet: Pick<Sheet, 'columns'>,
  wanted: Readonly<Record<Key, WantedColumn>>,
): ResolvedColumns<Key> {
  const resolved: ResolvedColumns<Key> = { found: new Map(), missingRequired: [], missingOptional: [] };
  for (const key of Object.keys(wanted) as Key[]) {
    const { title, required } = wanted[key];
    const column = sheet.columns.find((each) => sameTitle(each.title, title));
    if (column) resolved.found.set(key, column);
    else if (required) resolved.missingRequired.push(title);
    else resolved.missingOptional.push(title);
  }
  return resolved;
}
