import type { Ask } from './ask.ts';
import { prompt } from './prompts/prompts.ts';
import * as reconciliation from './prompts/reconciliation.v1.ts';
import { say } from './say.ts';

const TELLING = prompt(reconciliation);

/** What the model makes of these facts, where it may be said: every figure in it stands in them. Else null. */
export async function tellByModel(ask: Ask, facts: string, signal: AbortSignal): Promise<string | null> {
  const answer = await ask(TELLING.text, JSON.stringify({ facts }), signal);
  if ('reason' in answer || answer.memo === null) return null;
  const said = say(answer.memo, facts);
  if (!('text' in said)) return null;
  const sentences = said.text.split(/(?<=[.!?])\s+(?=\p{Lu})/u);
  return sentences.length <= 3 && /[.!?]$/.test(said.text) ? said.text : null;
}
