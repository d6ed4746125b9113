import type { SheetDraft } from './book.ts';
import { type Day, monthName } from './calendar.ts';
import { type Cost, typedOn } from './cost.ts';
import type { Firm, Typist } from './firm.ts';
import type { Vendor } from './vendors.ts';

/** The same person calls the same vendor by the same name, nearly always. */
function nameFor(firm: Firm, typist: Typist, vendor: Vendor): string {
  const { chance } = firm;
  const key = `${typist.name}/${vendor.key}`;
  const usual = firm.nicknames.get(key);
  if (usual !== undefined && chance.yes(0.9)) return usual;
  const full = typist.names === 'full' || chance.yes(0.15);
  const name = full ? (vendor.called[0] ?? vendor.booked) : chance.pick(vendor.called);
  const typed = typist.lowerCase ? name.toLowerCase() : name;
  if (usual === undefined) firm.nicknames.set(key, typed);
  return chance.yes(0.01 * firm.slips) ? swapLetters(firm, typed) : typed;
}

function swapLetters({ chance }: Firm, text: string): string {
  if (text.length < 4) return text;
  const at = chance.int(1, text.length - 3);
  return `${text.slice(0, at)}${text[at + 1]}${text[at]}${text.slice(at + 2)}`;
}

/** "INV-00412" is "412" to a hand that counts, and sometimes "421". */
function numberFor(firm: Firm, { typist, invoice }: Cost): string {
  const { chance } = firm;
  if (invoice === '' || !chance.yes(typist.numbers)) return '';
  const bare = typist.bareNumbers ? invoice.replace(/^(INV-?|#|S-)/, '').replace(/^0+(?=\d)/, '') : invoice;
  if (chance.yes(0.015 * firm.slips)) return swapDigits(firm, bare);
  return bare;
}

/** Two neighbouring, different digits change places; a number without such stays. */
export function swapDigits({ chance }: Firm, digits: string): string {
  const places = [...digits].flatMap((digit, at) => {
    const next = digits[at + 1];
    return next !== undefined && /\d/.test(digit) && /\d/.test(next) && digit !== next ? [at] : [];
  });
  if (places.length === 0) return digits;
  const at = chance.pick(places);
  return `${digits.slice(0, at)}${digits[at + 1]}${digits[at]}${digits.slice(at + 2)}`;
}

export function accountText(firm: Firm, [number, name]: Cost['account'], form: Typist['accounts']): string {
  if (form === 'never') return '';
  if (!firm.profile.numberedAccounts) return name;
  return form === 'number' ? number : `${number} ${name}`;
}

/** To the dollar where the person does so, and the cents are not a matter of half a per cent. */
function roughly(firm: Firm, typist: Typist, cents: number): number {
  return cents > 40_000 && firm.chance.yes(typist.rounds) ? Math.round(cents / 100) * 100 : cents;
}

const lacks = (firm: Firm, column: string) => firm.profile.sheetLacks.includes(column);
const home = (firm: Firm, typist: Typist) =>
  !lacks(firm, 'currency') && (typist.currency || firm.profile.currency !== 'USD')
    ? firm.profile.currency
    : '';

interface Wording {
  description: string;
  vendor: string;
  named: boolean;
}

/** Who and what, in the columns there are. */
function wording(firm: Firm, cost: Cost, name: string): Wording {
  const { chance } = firm;
  const what = cost.typist.lowerCase ? cost.what : chance.yes(0.5) ? capital(cost.what) : cost.what;
  if (lacks(firm, 'vendor')) {
    const named = chance.yes(firm.hard ? 0.8 : 0.92);
    const said = chance.yes(0.5) ? `${name} - ${what}` : `${what} (${name})`;
    return { description: named ? said : what, vendor: '', named };
  }
  const inColumn = chance.yes(firm.hard ? 0.9 : 0.96);
  const inText = !inColumn && chance.yes(0.7);
  const text = inText ? `${what} ${name}` : what;
  return { description: text, vendor: inColumn ? name : '', named: inColumn || inText };
}

const capital = (text: string) => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

/** A cost row as this project's person types it. */
export function typed(firm: Firm, cost: Cost, fixed: Partial<SheetDraft> & { on?: Day } = {}): SheetDraft {
  const { chance } = firm;
  const { typist, vendor } = cost;
  const { on, ...rest } = fixed;
  const day = on ?? typedOn(firm, cost);
  const words = wording(firm, cost, nameFor(firm, typist, vendor));
  const number = numberFor(firm, cost);
  const poInText = cost.po !== '' && (typist.po === 'description' || lacks(firm, 'po')) && chance.yes(0.8);
  const inColumn = cost.po !== '' && typist.po === 'column' && !lacks(firm, 'po') && chance.yes(0.85);
  const numberInText = number !== '' && (lacks(firm, 'invoice') ? chance.yes(0.35) : chance.yes(0.06));
  const tail = [
    poInText ? (chance.yes(0.5) ? cost.po.replace('-', ' ') : cost.po) : '',
    numberInText ? `inv ${number}` : '',
    typist.dates === 'month-end' && chance.yes(0.3) ? monthName(cost.invoiced) : '',
  ];
  const description = [words.description, ...tail].filter((part) => part !== '').join(' ');
  const tax = typist.grossPrices ? cost.tax : 0;
  const column = number !== '' && !numberInText && !lacks(firm, 'invoice');
  return {
    description,
    vendor: words.vendor,
    invoice: column ? number : '',
    po: inColumn ? cost.po : '',
    day,
    cents: roughly(firm, typist, cost.net + tax),
    tax,
    currency: home(firm, typist),
    project: cost.project.code,
    account: lacks(firm, 'account') ? '' : accountText(firm, cost.account, typist.accounts),
    class: lacks(firm, 'class') || !chance.yes(0.8) ? '' : cost.project.class,
    clue: {
      vendor: words.named ? vendor.key : '',
      paper: column || numberInText ? `${vendor.key}/${cost.invoice}` : '',
    },
    ...rest,
  };
}
