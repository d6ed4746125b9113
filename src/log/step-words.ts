import { VersionData } from './data.ts';

/** What a step does, by what the approval is about: "post" is an invoice, a bill, or a corrected cell of a sheet. */

const STEPS: Readonly<Record<string, string>> = {
  post: 'post to QuickBooks',
  verify: 'compare with what was approved',
  keep: 'remember the decision',
  send: 'have QuickBooks mail it',
  comment: 'comment on the sheet’s rows',
  review: 'update the Finance Review sheet',
  drift: 'read sheet and books again',
  void: 'void it in QuickBooks',
  'void-sheet': 'clear the sheet',
};

interface Doing {
  post: string;
  /** Taking it back. */
  void: string;
  /** Once it is taken back. */
  undone: string;
}

const forgotten = { post: STEPS.keep ?? '', void: 'forget the decision' };

/** By the action of a variance, as its content names it. */
const ACTIONS: Readonly<Record<string, Doing>> = {
  accept: { ...forgotten, undone: 'the acceptance no longer counts' },
  same: { ...forgotten, undone: 'that they belong together is forgotten' },
  different: { ...forgotten, undone: 'that they are not the same is forgotten' },
  correct: {
    post: 'correct the sheet',
    void: 'put the sheet’s cells back',
    undone: 'the sheet’s cells say again what they said before',
  },
  add: {
    post: 'add a row to the sheet',
    void: 'delete the added row of the sheet',
    undone: 'the row that was added to the sheet is deleted',
  },
  recode: {
    post: 'recode it in QuickBooks',
    void: 'code it in QuickBooks as it was before',
    undone: 'it is coded in QuickBooks as it was before',
  },
  bill: {
    post: 'create the bill in QuickBooks',
    void: 'delete the bill in QuickBooks',
    undone: 'the bill is deleted in QuickBooks',
  },
  journal: {
    post: 'post the journal entry to QuickBooks',
    void: 'delete the journal entry in QuickBooks',
    undone: 'the journal entry is deleted in QuickBooks',
  },
};

/** Of a version's entry: the action that it proposes; null for what is no variance. */
export function actionIn(data: unknown): string | null {
  const { kind, content } = VersionData.parse(data);
  return kind === 'variance' ? (content?.action?.do ?? '') : null;
}

/** `action`: see actionIn. Words that fit every action, where it is not known. */
export function stepWords(step: string | null, action: string | null = null): string {
  if (step?.startsWith('sheet:')) return `write “${step.slice(6)}” to the sheet`;
  if (action !== null && step === 'post') return ACTIONS[action]?.post ?? 'do what was approved';
  if (action !== null && step === 'void') return ACTIONS[action]?.void ?? 'take it back';
  if (action !== null && step === 'void-sheet') return 'put the sheet’s status back';
  return STEPS[step ?? ''] ?? step ?? 'a step';
}

/** What stands once it is undone: a sentence's rest. */
export function undoneWords(action: string | null): string {
  if (action === null) return 'the document is void and the sheet is cleared';
  return `${ACTIONS[action]?.undone ?? 'what was done is taken back'}, and the sheet’s status is put back`;
}
