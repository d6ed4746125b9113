import { nameAmong } from '../../settings/people.ts';
import type { Projects } from '../../settings/types.ts';
import { escapeText, foreign } from '../../slack/blocks/text.ts';
import type { StoredDraft } from '../draft.ts';
import { money, named } from '../say.ts';
import type { Standing } from '../standing.ts';
import type { InvoiceContent } from './types.ts';

export function headline(content: InvoiceContent): string {
  return `Invoice for ${customer(content)}: ${money(content.subtotalMinor, content.currency)}`;
}

export function customer({ customerName }: InvoiceContent): string {
  return named(customerName, 90);
}

/** For notifications: the state in one clause. */
export function statusLine(draft: StoredDraft, standing: Standing, projects: Projects): string {
  const name = (who: string) => foreign(nameAmong(projects.people, who));
  const { tally, decided, posting } = standing;
  switch (standing.status) {
    case 'observed':
      return 'only observed: nothing is asked and nothing is written';
    case 'drafted':
    case 'waiting': {
      const blocked = draft.findings.some(({ severity }) => severity === 'block');
      const state = blocked ? 'cannot be approved yet' : 'waiting for approval';
      return `v${draft.version}, ${state}, ${tally.have} of ${tally.need}`;
    }
    case 'rejected':
      return `rejected by ${name(decided?.who ?? '')}: ${foreign(named(decided?.reason ?? '', 200))}`;
    case 'undoing':
    case 'voided':
      return `${standing.status === 'voided' ? 'undone' : 'being undone'} by ${name(standing.undo.by ?? '')}`;
    case 'expired':
      return `expired after ${standing.time?.expired?.after ?? 'its time'} without a decision`;
    case 'failed':
      if (posting) return 'posted, but it needs a look';
      return standing.inDoubt
        ? 'stopped: whether it was posted is not known yet'
        : 'failed: nothing was posted';
    default: {
      const approved = standing.auto
        ? 'let through by its rule'
        : `approved by ${standing.approvedBy.map(name).join(' and ')}`;
      if (!posting) return `${approved}, not posted yet`;
      return `${approved}, posted as QuickBooks invoice ${escapeText(posting.number ?? posting.id)}`;
    }
  }
}
