import { minorDigits } from '../../core/money.ts';

/** An amount as a text writes it. */
export interface SaidAmount {
  /** All its digits, as one integer. */
  digits: number;
  decimals: number;
  /** Index of its currency in the lists' own; 0 where the text names none, -1 where it is none of theirs. */
  currency: number;
  /** Minor units in one of that currency; 0 where the text names none. */
  unit: number;
}

/** What a text says in figures that are money, or shares of it. */
export interface SaidFigures {
  amounts: readonly SaidAmount[];
  /** 0.1 for "10 %". */
  shares: readonly number[];
}

/** Figures with decimals, a sign or a code of money, or a per cent sign: most texts have none, and this look is the quickest. */
const MAY_SAY = /\d[.,]\d\d(?!\d)|\d ?%|[$€£¥] ?\d|\b[A-Z]{3} ?\d|\d ?(?:€|£|[A-Z]{3}\b)/;
/** No figure begins within a word, a date or a longer number; none goes on as one. */
const FIGURE =
  /(?<![\w.,/:#]|\w[-–])([$€£¥]|\b[A-Z]{3})? ?[-–]?(\d{1,3}(?:[,'’]\d{3})+(?:\.\d{2,3})?|\d{1,3}(?:\.\d{3})+,\d{2,3}|\d+(?:[.,]\d{1,3})?)(?![\d/:]|[.,'-]\d)( ?%| ?[€£]| ?[A-Z]{3}\b)?/g;
const SIGNS: Readonly<Record<string, string>> = { '€': 'EUR', '£': 'GBP' };
const CODE = /^[A-Z]{3}$/;
/** More figures than this are a table, of which none is the amount of another paper. */
const MOST_SAID = 4;
const LARGEST = 1e13;

const NOTHING: SaidFigures = { amounts: [], shares: [] };

export interface Figures {
  of(text: number): SaidFigures;
}

/**
 * Asks for what a text says in figures: "2,285.54 EUR", "$15.00", "1.204,50", "10 %". Without decimals only what stands
 * beside a currency is money: days, quantities and numbers of bills are none.
 * @param currencies of both lists, in which 0 is none.
 */
export function figuresIn(texts: readonly string[], currencies: readonly string[]): Figures {
  const known: (SaidFigures | undefined)[] = new Array(texts.length);
  const idOf = new Map(currencies.map((code, id) => [code, id]));
  return {
    of(text) {
      let own = known[text];
      if (own === undefined) {
        const said = texts[text] as string;
        own = MAY_SAY.test(said) ? read(said, idOf, currencies) : NOTHING;
        known[text] = own;
      }
      return own;
    },
  };
}

function read(text: string, idOf: ReadonlyMap<string, number>, currencies: readonly string[]): SaidFigures {
  const amounts: SaidAmount[] = [];
  const shares: number[] = [];
  for (const [, before = '', figure = '', behind = ''] of text.matchAll(FIGURE)) {
    const [, decimals = ''] = /[.,](\d+)$/.exec(figure) ?? [];
    const after = behind.trim();
    if (after === '%') {
      shares.push(Number(figure.replace(',', '.')) / 100);
      continue;
    }
    const currency = currencyOf(before, after, idOf);
    const isGroup = decimals.length === 3 && figure.length <= 7;
    const many = isGroup ? 0 : decimals.length;
    if (many === 1 || (many === 0 && currency === null)) continue;
    const digits = Number(figure.replace(/\D/g, ''));
    const code = currency !== null && currency > 0 ? (currencies[currency] as string) : '';
    const unit = code === '' ? 0 : 10 ** minorDigits(code);
    if (digits > 0 && digits < LARGEST)
      amounts.push({ digits, decimals: many, currency: currency ?? 0, unit });
  }
  return amounts.length > MOST_SAID ? { amounts: [], shares } : { amounts, shares };
}

/** 0 for a sign that many currencies have, -1 for one that is none of the lists'; null where nothing says money. */
function currencyOf(before: string, behind: string, idOf: ReadonlyMap<string, number>): number | null {
  for (const mark of [behind, before]) {
    const code = SIGNS[mark] ?? mark;
    const id = idOf.get(code);
    if (code !== '' && id !== undefined) return id;
    if (SIGNS[mark] !== undefined) return -1;
    if (mark !== '' && !CODE.test(mark)) return 0;
  }
  return null;
}

/** In minor units of a currency that has so many of them in one; NaN where it cannot be an amount of it. */
export function minorOf({ digits, decimals }: SaidAmount, unit: number): number {
  if (10 ** decimals === unit) return digits;
  return decimals === 0 ? digits * unit : Number.NaN;
}
