/** Whether somebody's words in a card's thread read like an approval. Pure, and cautious: a missed one costs a click. */

const LONGEST = 200;

/** What makes of the same words a doubt, a condition, a question or a tale. */
const NOT_NOW =
  /\?|\b(not|never|no|nope|cannot|isn'?t|wasn'?t|\w+n't|dont|wont|cant|wait|waiting|hold|until|till|unless|if|once|after|before|except|but|when|who|whether|should|shall|will|would|could|can|may|must|needs?|has|have|had|was|were|been|be|pending|almost|nearly|hardly)\b/;

const APPROVES = [
  /\bapproved?\b/,
  /\blooks? (good|great|fine|right|correct|ok|okay)\b/,
  /\blgtm\b/,
  /(^|\s)\+1(\s|$)/,
  /\b(ok|okay|good|fine|ready|clear|cleared) to (post|go|send|bill|invoice)\b/,
  /\b(go ahead|ship it|post it|all good)\b/,
  /👍|:\+1:|:thumbsup:|✅|:white_check_mark:/u,
];

export function readsLikeApproval(text: string): boolean {
  const own = text
    .split('\n')
    .filter((line) => !/^\s*(>|&gt;)/.test(line)) // what somebody else said
    .join('\n')
    .replace(/<[@#!][^>]*>/g, ' ')
    .replace(/[\u{1f3fb}-\u{1f3ff}\ufe0f]|:skin-tone-\d:/gu, '')
    .replaceAll('’', "'")
    .toLowerCase()
    .replace(/(\+1)[.!,]+/g, '$1 ')
    .trim();
  if (own === '' || own.length > LONGEST || NOT_NOW.test(own)) return false;
  return APPROVES.some((pattern) => pattern.test(own));
}
