import { counted } from '../core/counted.ts';
import { formatMoney } from '../core/money.ts';
import { EventData, VERSION_TYPES, VersionData } from './data.ts';
import type { Logged } from './logged.ts';
import { stepWords } from './step-words.ts';
import { laterWords, type Telling } from './words-later.ts';

/**
 * What an entry says, in words for people; who and when stand before it. Foreign text in it is shown as text only.
 * `action`: what the approval's version does, see step-words.ts.
 */
export function entryWords(entry: Logged, telling: Telling, action: string | null): string {
  const { nameOf } = telling;
  if (VERSION_TYPES.includes(entry.type)) return versionWords(entry);
  const say = WORDS[entry.type];
  if (say) return say(EventData.parse(entry.data), nameOf, action);
  return laterWords(entry.type, entry.data, telling, action) ?? unknownWords(entry, nameOf);
}

function versionWords({ type, data }: Logged): string {
  const { version, amount, findings, changes, author, rule, content } = VersionData.parse(data);
  const lines = content?.lines.length ? ` with ${counted(content.lines.length, 'line')}` : '';
  const total = amount ? `, ${money(amount)}` : '';
  const under = rule?.label ? `; rule: ${rule.label}` : '';
  const found = findings.filter(({ severity }) => severity !== 'info');
  const unusual = found.length > 0 ? `; findings: ${found.map(({ code }) => code).join(', ')}` : '';
  const what = changes.map((one) => `${one.field}: ${one.old || '–'} → ${one.new || '–'}`).join(', ');
  if (type === 'draft.edited') return `edited it, v${version}${total}: ${what || 'no figures'}${under}`;
  if (type === 'draft.drifted')
    return `found sheet or books changed, so v${version} asks again${total}: ${what || 'findings only'}${under}`;
  const worded =
    author.kind === 'model'
      ? `, worded by ${String(author.model)} (${String(author.promptVersion)})`
      : author.kind === 'template'
        ? ', worded by template'
        : '';
  const verb = type === 'draft.observed' ? 'drafted (observed only)' : 'drafted';
  return `${verb} v${version}${lines}${total}${worded}${unusual}${under}`;
}

type Say = (data: EventData, nameOf: (who: string) => string, action: string | null) => string;

const WORDS: Readonly<Record<string, Say>> = {
  'card.shown': ({ version }) => `showed the card of v${version}`,
  'approval.given': ({ version, have, need, rule, final, standsFor }, nameOf) =>
    `approved v${version}, ${have} of ${need}${rule?.label ? ` under “${rule.label}”` : ''}${final ? '' : '; more are needed'}${standsFor.length > 0 ? `; in place of ${standsFor.map(nameOf).join(' or ')}` : ''}`,
  'approval.rejected': ({ version, reason }) => `rejected v${version}: ${reason ?? 'no reason given'}`,
  'approval.failed': ({ step, service, message }) =>
    `stopped until Retry: ${[step, service].filter(Boolean).join(', ')}: ${message ?? 'no reason given'}`,
  'approval.done': () => 'finished: everything is carried out',
  'sources.unchanged': ({ version }) => `read sheet and books again: unchanged since v${version}`,
  'step.intended': ({ step, attempt }, _nameOf, action) =>
    `begins: ${stepWords(step, action)}${attempt !== null && attempt > 1 ? ` (try ${attempt})` : ''}`,
  'step.done': (data, _nameOf, action) =>
    `done: ${stepWords(data.step, action)}${data.found ? ', found from an earlier try' : ''}${documentWords(data)}`,
  'step.failed': ({ step, service, message, code, passing }, _nameOf, action) =>
    `failed: ${stepWords(step, action)}: ${[service, code].filter(Boolean).join(' ')}${service || code ? ': ' : ''}${message ?? ''}${passing ? '; is tried again' : '; waits for Retry'}`,
  'step.held': ({ step, scope, reason }, _nameOf, action) =>
    `holds back: ${stepWords(step, action)}: ${scopeWords(scope)} is stopped${reason ? `, because ${reason}` : ''}`,
  'sheet.written': ({ status, notes }) =>
    `wrote “${status}” to the sheet${notes.length > 0 ? `; ${notes.join('; ')}` : ''}`,
  'retry.asked': ({ version }) => `asked for another try of v${version}`,
  'switch.stopped': ({ scope, reason }) => `stopped ${scopeWords(scope)}: ${reason ?? ''}`,
  'switch.resumed': ({ scope, reason }) => `resumed ${scopeWords(scope)}${reason ? `: ${reason}` : ''}`,
};

function scopeWords(scope: string | null): string {
  return scope === null || scope === '*' ? 'everything' : scope;
}

function documentWords({ posting, invoiceId, docNumber, step }: EventData): string {
  const id = posting?.id ?? (step === 'post' ? invoiceId : null);
  const number = posting?.number ?? docNumber;
  return id ? `, QuickBooks ${number ? `number ${number}, ` : ''}Id ${id}` : '';
}

/** Said as well as it can be: the type's own words, then whatever short facts stand there. */
function unknownWords({ type, data }: Logged, nameOf: (who: string) => string): string {
  const facts = Object.entries(data).flatMap(([key, value]) => {
    if (value === null || LEFT_OUT.has(key)) return [];
    const plain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    if (plain && String(value) !== '') return [`${spaced(key)} ${nameOf(String(value))}`];
    const strings = Array.isArray(value) && value.every((one) => typeof one === 'string') ? value : [];
    return strings.length > 0 ? [`${spaced(key)} ${strings.map(nameOf).join(', ')}`] : [];
  });
  const [noun = '', verb = ''] = type.split('.');
  const lead = `${spaced(noun)} ${spaced(verb)}`.trim();
  return facts.length > 0 ? `${lead}: ${facts.slice(0, 8).join(', ')}` : lead;
}

const LEFT_OUT = new Set(['hash', 'from', 'to', 'settingsHash']);

/** "escalatedTo" and "escalated_to" as people write it. */
function spaced(key: string): string {
  return key
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll(/[_-]/g, ' ')
    .toLowerCase();
}

/** A foreign currency is held against the rules as endless: that is no amount to show. */
function money(amount: { amountMinor: number; currency: string }): string {
  return amount.amountMinor >= Number.MAX_SAFE_INTEGER ? 'in a foreign currency' : formatMoney(amount);
}
