import { plainText } from '../core/text.ts';
import { foreignFigures } from './figures.ts';
import { DESCRIPTION_CHARACTERS } from './templates.ts';

/** What may be said, cleaned; or why it may not. */
export type Said = { text: string } | { why: string };

// What was shown in the wrong order reads as something else once the override is gone.
const OVERRIDE = /[\u202d\u202e]/;
const LINK = /\b[a-z][a-z0-9+.-]*:\/\/|\bwww\.|\b(?:mailto|tel|javascript|data):|\]\s*\(/i;
const DOMAIN =
  /\b[\p{L}\d-]+\.(?:com|net|org|info|biz|io|co|dev|app|ai|me|gg|ly|to|xyz|link|site|online|shop|top|club|uk|de|fr|eu|us|ca|au|ru|cn|in|br)\b/giu;
const MENTION = /<[!@#]|[@＠][\p{L}\d_]/u;
const MARKUP = /<[^<>]*[|/:][^<>]*>|<\/?[a-z][^<>]*>/i;

/**
 * Whether a model's words may stand on an invoice. `facts` is what they were to be made from: a figure or a
 * domain that does not stand there was made up or smuggled in.
 */
export function say(text: string, facts: string): Said {
  if (OVERRIDE.test(text)) return { why: 'it turns the direction of its characters' };
  const clean = plainText(text);
  if (!/\p{L}/u.test(clean)) return { why: 'it is empty' };
  if (clean.length > DESCRIPTION_CHARACTERS)
    return { why: `it is longer than ${DESCRIPTION_CHARACTERS} characters` };
  // Full-width letters and their like would pass the patterns and be shown all the same.
  const folded = clean.normalize('NFKC');
  if (MENTION.test(folded)) return { why: 'it mentions someone or is an address' };
  if (LINK.test(folded)) return { why: 'it has a link' };
  if (MARKUP.test(folded)) return { why: 'it has markup' };
  const known = facts.normalize('NFKC').toLowerCase();
  const domain = (folded.match(DOMAIN) ?? []).find((name) => !known.includes(name.toLowerCase()));
  if (domain) return { why: `it names ${domain}, which is not in the row` };
  const [figure] = foreignFigures(clean, facts);
  if (figure) return { why: `it says ${figure}, which is not in the row` };
  return { text: clean };
}
