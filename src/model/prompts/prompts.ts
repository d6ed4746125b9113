import { sha256 } from '../../core/identity.ts';
import * as v1 from './invoice-lines.v1.ts';
import * as v2 from './invoice-lines.v2.ts';

export interface Prompt {
  version: string;
  text: string;
  /** SHA-256 of the text, hex. */
  hash: string;
}

export function prompt({ version, text }: Omit<Prompt, 'hash'>): Prompt {
  return { version, text, hash: sha256(text) };
}

/** What drafts are worded with now. */
export const CURRENT: Prompt = prompt(v2);

/** Every prompt that a draft may name: old ones stay, so that what was asked can be read again. */
export const PROMPTS: readonly Prompt[] = [prompt(v1), CURRENT];
