import type { LedgerRow } from '../truth.ts';
import type { Posted } from './book.ts';
import { money } from './book.ts';
import { iso, slashed, swapped, working } from './calendar.ts';
import type { Deed } from './deed.ts';
import type { Firm } from './firm.ts';
import type { Clerk } from './people.ts';
import { misdigit, mistype } from './slips.ts';
import { ACCOUNTS } from './trades.ts';

/** What is posted other than the deed says. */
export interface Posting {
  minor: number;
  day?: number;
  number?: string;
  type?: LedgerRow['type'];
  memo?: string;
  vendor?: string;
  account?: string;
  currency?: string;
  /** The other clerk, who did not know of the first. */
  clerk?: Clerk;
  /** Never late: who reverses on the first does it on the first. */
  punctual?: boolean;
}

const nameOn = ({ vendor }: Deed, day: number): string =>
  vendor.renamed && day >= vendor.renamed.day ? vendor.renamed.name : vendor.name;

function numberAs(clerk: Clerk, number: string): string {
  if (clerk.number === 'bare') return number.replace(/^[A-Z]+-?/, '');
  if (clerk.number === 'no-zeros') return number.replace(/^([A-Z]*-?)0+/, '$1');
  return clerk.number === 'upper' ? number.replace(/[^A-Z0-9]/g, '') : number;
}

function memoOf(clerk: Clerk, deed: Deed, number: string): string {
  if (clerk.memo === 'none') return '';
  if (clerk.memo === 'words') return deed.words;
  if (clerk.memo === 'job') return `${deed.project.name} - ${deed.words}`;
  return [number && `Inv ${number}`, deed.po && `PO ${deed.po}`].filter(Boolean).join(' ');
}

/** One clerk looks after a seller, and the other where that one is away. */
export function clerkOf(firm: Firm, deed: Deed): Clerk {
  const { clerks, random } = firm;
  const at = random.chance(0.1) ? 2 : deed.vendor.name.length % 2;
  return clerks[at] ?? random.pick(clerks);
}

/** Where a posting is coded; wrong now and then, blank where nobody minds. */
function coding(firm: Firm, deed: Deed, filled: number): Pick<LedgerRow, 'project' | 'account' | 'class'> {
  const { random, noise, projects } = firm;
  const wrong = random.chance(noise.miscoded)
    ? random.pick(['project', 'account', 'account', 'class'] as const)
    : '';
  const project = wrong === 'project' ? random.pick(projects) : deed.project;
  return {
    project: random.chance(filled) ? project.name : '',
    account: wrong === 'account' ? random.pick(ACCOUNTS) : deed.account,
    class: random.chance(0.55) ? (wrong === 'class' ? random.pick(projects) : deed.project).class : '',
  };
}

/** A clerk enters a bill, or whatever it is. */
export function post(firm: Firm, deed: Deed, posting: Posting): Posted {
  const { random, noise } = firm;
  const clerk = posting.clerk ?? clerkOf(firm, deed);
  const billed = posting.day ?? deed.billed;
  const late = !posting.punctual && random.chance(noise.late) ? random.int(18, 55) : 0;
  const day = posting.punctual
    ? billed
    : working(billed + late + (clerk.dateOf === 'entry' ? random.int(1, 6) : 0));
  const number = posting.number ?? deed.number;
  const lost = random.chance(noise.numberLost);
  const typed = random.chance(noise.numberTypo) ? misdigit(random, number) : number;
  const said = posting.memo ?? memoOf(clerk, deed, number);
  const coded = coding(firm, deed, noise.projectFilled);
  return {
    day,
    minor: posting.minor,
    vendor: deed.vendor,
    row: {
      id: '',
      type: posting.type ?? 'Bill',
      number: lost ? '' : numberAs(clerk, typed),
      vendor: posting.vendor ?? nameOn(deed, day),
      po: deed.po !== '' && random.chance(clerk.poFilled) ? clerk.poStyle + deed.po : '',
      date: iso(random.chance(noise.dateSwap) ? swapped(day) : day),
      amount: money(posting.minor),
      currency: posting.currency ?? 'USD',
      ...coded,
      account: posting.account ?? coded.account,
      memo:
        lost && number !== '' && random.chance(0.5) && !said.includes(number)
          ? `${said} ${number}`.trim()
          : said,
    },
  };
}

/** A line of the bank's feed, one to four days after the card was swiped. */
export function feed(firm: Firm, deed: Deed, minor: number, after = firm.random.int(1, 4)): Posted {
  const { random, noise } = firm;
  const day = working(deed.received + after);
  const named = random.chance(noise.feedNamed);
  const { merchant } = deed.vendor;
  const line = random.chance(0.35) ? merchant.slice(0, 22).trim() : merchant;
  const dated = random.chance(0.3) ? `${slashed(deed.received)} ` : '';
  const coded = coding(firm, deed, noise.projectFilled * 0.75);
  return {
    day,
    minor,
    vendor: deed.vendor,
    row: {
      id: '',
      type: firm.cardType,
      number: '',
      vendor: named ? nameOn(deed, day) : '',
      po: '',
      date: iso(day),
      amount: money(minor),
      currency: 'USD',
      ...coded,
      account: random.chance(0.85) ? coded.account : '',
      memo: random.chance(0.15) ? `${dated}${mistype(random, line)}` : `${dated}${line}`,
    },
  };
}
