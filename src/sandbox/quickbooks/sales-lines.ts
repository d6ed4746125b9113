import { addDecimals, type Decimal, multiplyDecimals, parseDecimal, ZERO } from '../../core/decimal.ts';
import { type Currency, extend, toDecimal, toMinor } from '../../core/money.ts';
import { type Books, isUnitedStates, usesSalesTax } from './books.ts';
import { amountAt, decimalAt, type Fields, fieldsAt, refId, textAt } from './entity.ts';
import { fault, missing } from './fault-shapes.ts';

const DETAIL_TYPES = new Set([
  'SalesItemLineDetail',
  'DiscountLineDetail',
  'GroupLineDetail',
  'DescriptionOnly',
  'DescriptionLineDetail',
]);

/** An amount as QuickBooks writes it: rounded to the currency's minor unit, a JSON number. */
export function amount(value: Decimal, currency: Currency): number {
  return Number(toDecimal(toMinor(value, currency), currency));
}

export interface SalesTotals {
  lines: Fields[];
  total: Decimal;
  taxDetail: Fields;
}

/** Lines numbered and checked, the subtotal line at the end, tax and total as QuickBooks computes them. */
export function computeSales(books: Books, form: Fields, currency: Currency, strict: boolean): SalesTotals {
  const given = Array.isArray(form.Line) ? (form.Line as Fields[]) : [];
  const kept = given.filter((line) => line.DetailType !== 'SubTotalLineDetail');
  const priced = kept.map((line, index) => priceLine(line, index, currency, strict));
  const subtotal = sum(priced.filter((line) => line.DetailType !== 'DiscountLineDetail'));
  const lines = priced.map((line) => applyDiscount(line, subtotal, currency));
  const discount = sum(lines.filter((line) => line.DetailType === 'DiscountLineDetail'));
  const taxDetail = computeTax(books, form, lines, currency);
  const total = addDecimals(addDecimals(subtotal, negate(discount)), amountAt(taxDetail, 'TotalTax'));
  const coded = lines.map((line) => withTaxCode(books, line));
  const subtotalLine = {
    Amount: amount(subtotal, currency),
    DetailType: 'SubTotalLineDetail',
    SubTotalLineDetail: {},
  };
  return { lines: [...number(coded), subtotalLine], total, taxDetail };
}

function priceLine(line: Fields, index: number, currency: Currency, strict: boolean): Fields {
  const type = textAt(line, 'DetailType');
  if (type === null) throw missing(`Line[${index}].DetailType`);
  if (!DETAIL_TYPES.has(type)) throw fault('2170', `Invalid Enumeration : ${type}`, 'DetailType');
  if (type !== 'SalesItemLineDetail') return line;
  const quantity = decimalAt(line.SalesItemLineDetail, 'Qty');
  const price = decimalAt(line.SalesItemLineDetail, 'UnitPrice');
  const stated = decimalAt(line, 'Amount');
  const product = quantity !== null && price !== null ? extend(quantity, price, currency) : null;
  if (stated === null && (strict || product === null)) throw missing(`Line[${index}].Amount`);
  if (strict && stated !== null && product !== null && toMinor(stated, currency) !== product) {
    const detail = `Amount calculation incorrect in the request. Amount is not equal to UnitPrice * Qty. Supplied value:${stated}`;
    throw fault('6070', detail, 'Amount');
  }
  const value = stated ?? toDecimal(product ?? 0, currency);
  return { ...line, Amount: amount(value, currency) };
}

function applyDiscount(line: Fields, subtotal: Decimal, currency: Currency): Fields {
  const detail = fieldsAt(line, 'DiscountLineDetail');
  if (line.DetailType !== 'DiscountLineDetail' || detail?.PercentBased !== true) return line;
  const percent = amountAt(detail, 'DiscountPercent');
  return { ...line, Amount: amount(hundredth(multiplyDecimals(subtotal, percent)), currency) };
}

function computeTax(books: Books, form: Fields, lines: Fields[], currency: Currency): Fields {
  const customer = books.store.find('Customer', refId(form, 'CustomerRef') ?? '');
  const exempt = !usesSalesTax(books) || customer?.Taxable === false;
  const taxable = exempt ? [] : lines.filter((line) => isTaxable(books, line));
  if (taxable.length === 0) return { TotalTax: 0 };
  const base = sum(taxable);
  const tax = amount(hundredth(multiplyDecimals(base, books.settings.salesTaxPercent)), currency);
  const rate = books.store.list('TaxRate')[0]?.Id ?? '1';
  const code = refId(customer, 'DefaultTaxCodeRef');
  return {
    ...(code === null ? {} : { TxnTaxCodeRef: { value: code } }),
    TotalTax: tax,
    TaxLine: [
      {
        Amount: tax,
        DetailType: 'TaxLineDetail',
        TaxLineDetail: {
          TaxRateRef: { value: rate },
          PercentBased: true,
          TaxPercent: Number(books.settings.salesTaxPercent),
          NetAmountTaxable: amount(base, currency),
        },
      },
    ],
  };
}

function isTaxable(books: Books, line: Fields): boolean {
  const code = refId(line.SalesItemLineDetail, 'TaxCodeRef');
  if (code === null || code === 'NON') return false;
  return code === 'TAX' || books.store.find('TaxCode', code)?.Taxable === true;
}

function withTaxCode(books: Books, line: Fields): Fields {
  const detail = fieldsAt(line, 'SalesItemLineDetail');
  if (!detail || detail.TaxCodeRef !== undefined || !isUnitedStates(books)) return line;
  return { ...line, SalesItemLineDetail: { ...detail, TaxCodeRef: { value: 'NON' } } };
}

function number(lines: Fields[]): Fields[] {
  const taken = lines.map((line) => Number(textAt(line, 'Id') ?? '0'));
  let last = Math.max(0, ...taken);
  return lines.map((line, index) => {
    if (textAt(line, 'Id') === null) last += 1;
    return { ...line, Id: textAt(line, 'Id') ?? String(last), LineNum: index + 1 };
  });
}

function sum(lines: Fields[]): Decimal {
  return lines.reduce((total, line) => addDecimals(total, amountAt(line, 'Amount')), ZERO);
}

function hundredth(value: Decimal): Decimal {
  return multiplyDecimals(value, parseDecimal('0.01') ?? ZERO);
}

export function negate(value: Decimal): Decimal {
  return multiplyDecimals(value, parseDecimal('-1') ?? ZERO);
}
