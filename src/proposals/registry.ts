import { invoice } from './invoice/invoice.ts';
import type { Kind } from './kind.ts';
import { variance } from './variance/variance.ts';

/** To add a kind is to add a folder and a line here. */
export const KINDS: ReadonlyMap<string, Kind> = new Map([invoice, variance].map((kind) => [kind.name, kind]));
