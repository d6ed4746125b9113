import type { Entered } from './book.ts';
import { money } from './book.ts';
import { iso, swapped, working } from './calendar.ts';
import type { Deed } from './deed.ts';
import type { Firm } from './firm.ts';
import type { Typist } from './people.ts';
import { misdigit, mistype, written } from './slips.ts';

/** What is typed other than the deed says. */
export interface Typing {
  minor: number;
  day?: number;
  words?: string;
  /** The bill's number, which is filled in by some; '' where no bill can be known. */
  number?: string;
  currency?: string;
  /** What the seller is called, where it is not the seller's own name. */
  vendor?: string;
}

function vendorAs(firm: Firm, typist: Typist, deed: Deed, day: number): string {
  const { random, noise } = firm;
  const { renamed, name, called } = deed.vendor;
  const calls = random.weighted(typist.calls);
  // The new name reaches the people on site late.
  const isNew = renamed !== null && day >= renamed.day + 30 && random.chance(0.5);
  const full = calls === 0 && random.chance(0.4) ? name : (called[calls] ?? called[0] ?? name);
  const text = isNew ? renamed.name : full;
  return random.chance(noise.nameTypo) ? mistype(random, text) : text;
}

function accountAs(typist: Typist, account: string): string {
  if (typist.account === 'none') return '';
  if (typist.account === 'both') return account;
  return typist.account === 'number' ? account.slice(0, 4) : account.slice(5);
}

function numberAs(firm: Firm, typist: Typist, number: string): string {
  const { random, noise } = firm;
  if (number === '' || !random.chance(typist.numberFilled)) {
    // A quote's number in the wrong column is better than none, or so some think.
    return random.chance(0.03) ? `Q-${random.int(1000, 9999)}` : '';
  }
  const slipped = random.chance(noise.numberTypo) ? misdigit(random, number) : number;
  const digits = slipped.replace(/^[A-Z]+-?/, '');
  return random.weighted([
    [slipped, 12],
    [digits, 4],
    [`Inv ${digits}`, 1],
    [`#${digits}`, 2],
    [slipped.replace('-', ''), 1],
  ] as const);
}

/** A project's person writes a row of the sheet. */
export function enter(firm: Firm, deed: Deed, typing: Typing): Entered {
  const { random, noise } = firm;
  const { project } = deed;
  const { typist } = project;
  const day = working(typing.day ?? (typist.dateOf === 'ordered' ? deed.ordered : deed.received));
  const number = numberAs(firm, typist, typing.number ?? deed.number);
  const vendor = typing.vendor ?? vendorAs(firm, typist, deed, day);
  const hidden = random.chance(noise.vendorInWords);
  const inWords = number !== '' && random.chance(0.05);
  const what =
    typing.words ?? (deed.quantity > 1 && random.chance(0.4) ? `${deed.quantity} ${deed.words}` : deed.words);
  const parts = [
    hidden ? `${vendor} -` : '',
    what,
    inWords ? `inv ${number}` : '',
    random.chance(0.08) ? typist.initials : '',
  ];
  const po = deed.po !== '' && random.chance(typist.poFilled) ? deed.po : '';
  return {
    day,
    minor: typing.minor,
    vendor: deed.vendor,
    row: {
      id: '',
      description: written(typist.hand, parts.filter((part) => part !== '').join(' ')),
      vendor: hidden ? '' : written(typist.hand === 'short' ? 'plain' : typist.hand, vendor),
      invoice: inWords ? '' : number,
      po: po === '' ? '' : typist.poStyle + (random.chance(noise.numberTypo) ? misdigit(random, po) : po),
      date: iso(random.chance(noise.dateSwap) ? swapped(day) : day),
      amount: money(typing.minor),
      currency: typing.currency ?? (random.chance(0.5) ? 'USD' : ''),
      project: typist.project === 'none' ? '' : typist.project === 'code' ? project.code : project.name,
      account: accountAs(typist, deed.account),
      class: random.chance(0.3) ? project.class : '',
    },
  };
}
