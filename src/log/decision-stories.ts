import { EventData, VERSION_TYPES, VersionData } from './data.ts';
import type { Logged } from './logged.ts';

export type Verb = 'approve' | 'reject' | 'expire' | 'auto';

/** What one approval's entries say, up to the end of the time looked at. */
export interface Story {
  name: string;
  project: string;
  madeAt: number;
  /** When the card of the current version was shown, or the version was made where that is not in the log. */
  shownAt: number;
  firstShownAt: number | null;
  wordedBy: string;
  prompt: string | null;
  warnings: string[];
  edits: { at: number; fields: string[] }[];
  given: { who: string; at: number; afterMs: number }[];
  decision: { verb: Verb; at: number } | null;
  undoneAt: number | null;
}

/** Of each approval, in the order of their first versions; entries at `to` and later are left aside. */
export function storiesOf(entries: Iterable<Logged>, to: Date): Story[] {
  const stories = new Map<string, Story>();
  for (const entry of entries) {
    const at = Date.parse(entry.at);
    if (entry.approvalId === null || at >= to.getTime()) continue;
    const story = stories.get(entry.approvalId);
    if (VERSION_TYPES.includes(entry.type)) {
      if (entry.type === 'draft.observed') continue;
      stories.set(entry.approvalId, withVersion(story, entry, at));
    } else if (story) follow(story, entry, at);
  }
  return [...stories.values()];
}

function withVersion(
  before: Story | undefined,
  { type, data, project, approvalId }: Logged,
  at: number,
): Story {
  const { number, author, findings, changes } = VersionData.parse(data);
  const warnings = findings.filter(({ severity }) => severity === 'warn').map(({ code }) => code);
  if (before) {
    const fields = changes.map(({ field }) => fieldName(field)).filter((field) => !COMPUTED.has(field));
    const edits =
      type === 'draft.edited' ? [...before.edits, { at, fields: [...new Set(fields)] }] : before.edits;
    return { ...before, warnings, edits, shownAt: at, decision: null };
  }
  return {
    name: number === null ? (approvalId ?? '') : `approval ${number}`,
    project: project ?? 'no project',
    madeAt: at,
    shownAt: at,
    firstShownAt: null,
    wordedBy: wordedBy(author),
    prompt: author.kind === 'model' ? promptName(author) : null,
    warnings,
    edits: [],
    given: [],
    decision: null,
    undoneAt: null,
  };
}

function wordedBy(author: VersionData['author']): string {
  if (author.kind === 'model') return String(author.model ?? 'a model');
  return author.kind === 'template' ? `template (${String(author.reason ?? 'unknown reason')})` : author.kind;
}

/** A changed text under the same version would be another prompt: its hash tells. */
function promptName({ promptVersion, promptHash }: VersionData['author']): string {
  return `${String(promptVersion ?? 'unnamed')} (${String(promptHash ?? '').slice(0, 8)})`;
}

/** What follows from other changes, and nobody typed. */
const COMPUTED = new Set(['amount', 'subtotal', 'total']);

/** "Line 12 rate" is "rate", so that the same field of every line is counted as one. */
function fieldName(field: string): string {
  return field.replace(/^Line \d+ /, '').toLowerCase();
}

function follow(story: Story, { type, data, actor }: Logged, at: number): void {
  if (type === 'card.shown') {
    story.shownAt = at;
    story.firstShownAt ??= at;
    return;
  }
  const said = EventData.parse(data);
  if (type === 'approval.given') {
    story.given.push({ who: actor, at, afterMs: at - story.shownAt });
    if (said.final) story.decision = { verb: 'approve', at };
  }
  if (type === 'approval.rejected') story.decision = { verb: 'reject', at };
  if (type === 'approval.expired') story.decision = { verb: 'expire', at };
  if (type === 'approval.automatic') story.decision = { verb: 'auto', at };
  if (type === 'automatic.withdrawn') story.decision = null;
  if (type === 'undo.done') story.undoneAt = at;
}
