import type { KnownBlock } from '@slack/types';
import { localTime } from '../../core/instant.ts';
import { plainText } from '../../core/text.ts';
import { BOT } from '../../log/entry.ts';
import type { Projects } from '../../settings/types.ts';
import { mention, small, smallMarkdown } from '../../slack/blocks/parts.ts';
import { cut } from '../../slack/blocks/text.ts';
import type { StoredDraft } from '../draft.ts';
import { listed, named } from '../say.ts';
import type { Standing } from '../standing.ts';
import { personWords } from '../time-blocks.ts';
import type { InvoiceContent, InvoiceFacts } from './types.ts';

/** Who asked and who must approve, what it was made from and when: the last lines before the buttons. */
export function smallPrint(
  draft: StoredDraft,
  content: InvoiceContent,
  facts: InvoiceFacts,
  standing: Standing,
  projects: Projects,
  undecided: boolean,
): KnownBlock[] {
  const asked = smallMarkdown(
    `Approval ${standing.number} · *v${draft.version}* · ${askedBy(standing)}${undecided ? approvalsLine(standing) : ''}`,
  );
  if (!undecided) return [asked];
  const dates = content.lines.flatMap(({ serviceDate }) => serviceDate ?? []).sort();
  const [from, to] = [dates[0], dates.at(-1)];
  const period = from === undefined ? '' : `work of ${from === to ? from : `${from} to ${to}`} · `;
  const memo = plainText(content.memo) === '' ? '' : `Memo: ${named(content.memo, 300)}\n`;
  const source = `${memo}${period}${sourceRows(content)} of “${named(facts.sheetName, 80)}”${files(facts)}`;
  const when = `as of ${localTime(standing.madeAt, projects.company.timezone)}`;
  const { label, notAutomatic } = standing.rule;
  // Why people are asked at all, where it might have gone by itself, is not to be looked for.
  const why = notAutomatic === null ? [] : [small(`ℹ️ Mode auto, but not posted by itself: ${notAutomatic}`)];
  return [...why, asked, small(`${source} · ${when} · ${label}`)];
}

/** Rows that turn ready are drafted without anybody asking. */
function askedBy({ requestedBy }: Standing): string {
  return requestedBy === BOT ? 'drafted by itself, as rows turned ready' : `asked by ${mention(requestedBy)}`;
}

/** "row 4", "rows 4–7 and 9". */
function sourceRows(content: InvoiceContent): string {
  const numbers = [...new Set(content.lines.map(({ rowNumber }) => rowNumber))].sort((a, b) => a - b);
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run && run[1] === number - 1) run[1] = number;
    else runs.push([number, number]);
  }
  const said = runs.map(([first, last]) => (first === last ? String(first) : `${first}–${last}`));
  const which = listed(said, 8);
  if (numbers.length > 12) return `${numbers.length} rows (${which})`;
  return `${numbers.length === 1 ? 'row' : 'rows'} ${which}`;
}

function files(facts: InvoiceFacts): string {
  const names = [...new Set(facts.rows.flatMap(({ attachmentNames }) => attachmentNames))];
  return names.length === 0
    ? ''
    : ` · attached there: ${cut(
        listed(
          names.map((name) => named(name)),
          4,
        ),
        200,
      )}`;
}

function approvalsLine(standing: Standing): string {
  const { tally, approvedBy, mayApprove } = standing;
  const person = (who: string) => personWords(standing, who);
  const given = approvedBy.length > 0 ? ` by ${approvedBy.map(person).join(', ')}` : '';
  const missing = mayApprove.slice(0, 8).map(person).join(', ');
  return `\nApprovals: *${tally.have} of ${tally.need}*${given} · ${missing ? `may approve: ${missing}` : 'nobody named in projects.yml may approve it'}`;
}
