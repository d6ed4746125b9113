import type { Ask } from './ask.ts';
import { foreignDirection } from './directions.ts';
import { prompt } from './prompts/prompts.ts';
import * as reconciliation from './prompts/reconciliation.v2.ts';
import { say } from './say.ts';
import type { Tellable } from './types.ts';

const TELLING = prompt(reconciliation);

/**
 * What the model makes of these facts, where it may be said: every figure in it stands in them, and which amount is the
 * larger is said in code's words alone. Else null.
 */
export async function tellByModel(
  ask: Ask,
  { facts, mustSay, maySay }: Tellable,
  signal: AbortSignal,
): Promise<string | null> {
  const answer = await ask(TELLING.text, JSON.stringify({ facts }), signal);
  if ('reason' in answer || answer.memo === null) return null;
  const said = say(answer.memo, facts);
  if (!('text' in said)) return null;
  const { text } = said;
  if (!text.toLowerCase().includes(mustSay.toLowerCase())) return null;
  if (foreignDirection(text, maySay === null ? [mustSay] : [mustSay, maySay]) !== null) return null;
  const sentences = text.split(/(?<=[.!?])\s+(?=\p{Lu})/u);
  return sentences.length <= 3 && /[.!?]$/.test(text) ? text : null;
}
