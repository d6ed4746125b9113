import { fault } from './fault-shapes.ts';

export type Literal = string | number | boolean;
export type Operator = (typeof OPERATORS)[number];

export interface Condition {
  field: string;
  operator: Operator;
  values: Literal[];
}

export interface Query {
  entity: string;
  count: boolean;
  where: Condition[];
  order: { field: string; descending: boolean }[];
  start: number;
  max: number;
}

const OPERATORS = ['<=', '>=', '=', '<', '>', 'IN', 'LIKE'] as const;

type Token = { kind: 'word'; text: string } | { kind: 'literal'; value: string };

/** The subset of SQL that QuickBooks reads: no OR, JOIN, GROUP BY; single quotes; `\'` and `\\` are escapes. */
export function parseQuery(text: string): Query {
  const cursor = createCursor(tokenize(text));
  cursor.expect('SELECT');
  const count = cursor.take('COUNT');
  if (count) for (const sign of ['(', '*', ')']) cursor.expect(sign);
  else while (!cursor.next('FROM')) cursor.word('FROM');
  cursor.expect('FROM');
  const query: Query = {
    entity: cursor.word('an entity'),
    count,
    where: [],
    order: [],
    start: 1,
    max: 100,
  };
  if (cursor.take('WHERE')) {
    do query.where.push(condition(cursor));
    while (cursor.take('AND'));
  }
  if (cursor.take('ORDERBY') || (cursor.take('ORDER') && cursor.take('BY'))) {
    do {
      const field = cursor.word('a field');
      const descending = cursor.take('DESC');
      if (!descending) cursor.take('ASC');
      query.order.push({ field, descending });
    } while (cursor.take(','));
  }
  if (cursor.take('STARTPOSITION')) query.start = Math.max(1, cursor.wholeNumber());
  if (cursor.take('MAXRESULTS')) query.max = cursor.wholeNumber();
  cursor.end();
  return query;
}

function condition(cursor: Cursor): Condition {
  const field = cursor.word('a field');
  const operator = OPERATORS.find((candidate) => cursor.take(candidate));
  if (!operator) throw cursor.refused('an operator');
  if (operator !== 'IN') return { field, operator, values: [cursor.literal()] };
  cursor.expect('(');
  const values = [cursor.literal()];
  while (cursor.take(',')) values.push(cursor.literal());
  cursor.expect(')');
  return { field, operator, values };
}

interface Cursor {
  /** Whether the next token is this word or sign, whatever its case. */
  next(text: string): boolean;
  /** Steps over it where it is. */
  take(text: string): boolean;
  expect(text: string): void;
  word(what: string): string;
  literal(): Literal;
  wholeNumber(): number;
  end(): void;
  refused(expected: string): Error;
}

function createCursor(tokens: Token[]): Cursor {
  let at = 0;
  const refusedHere = (expected: string): Error => refused(expected, tokens[at]);
  const cursor: Cursor = {
    next(text) {
      const token = tokens[at];
      return token?.kind === 'word' && token.text.toUpperCase() === text;
    },
    take(text) {
      const found = cursor.next(text);
      if (found) at += 1;
      return found;
    },
    expect(text) {
      if (!cursor.take(text)) throw refusedHere(text);
    },
    word(what) {
      const token = tokens[at];
      if (token?.kind !== 'word') throw refusedHere(what);
      at += 1;
      return token.text;
    },
    literal() {
      const token = tokens[at];
      const value = token === undefined ? null : literalOf(token);
      if (value === null) throw refusedHere('a value');
      at += 1;
      return value;
    },
    wholeNumber() {
      const value = Number(cursor.literal());
      if (!Number.isInteger(value) || value < 0) throw refusedHere('a whole number');
      return value;
    },
    end() {
      if (at < tokens.length) throw refusedHere('the end');
    },
    refused: refusedHere,
  };
  return cursor;
}

function literalOf(token: Token): Literal | null {
  if (token.kind === 'literal') return token.value;
  if (/^(true|false)$/i.test(token.text)) return token.text.toLowerCase() === 'true';
  return /^-?\d+(\.\d+)?$/.test(token.text) ? Number(token.text) : null;
}

function tokenize(text: string): Token[] {
  const pattern = /\s*(?:'((?:[^'\\]|\\.)*)'|([\w.:-]+)|(<=|>=|[=<>(),*]))/gy;
  const tokens: Token[] = [];
  let end = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const [, quoted, word, sign] = match;
    if (quoted !== undefined) tokens.push({ kind: 'literal', value: quoted.replace(/\\(.)/g, '$1') });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word });
    else if (sign !== undefined) tokens.push({ kind: 'word', text: sign });
    end = pattern.lastIndex;
  }
  if (text.slice(end).trim() !== '') throw refused('a token', { kind: 'word', text: text.slice(end).trim() });
  return tokens;
}

function refused(expected: string, token: Token | undefined): Error {
  const found = token === undefined ? '<EOF>' : token.kind === 'literal' ? `'${token.value}'` : token.text;
  return fault('4000', `QueryParserError: Encountered " ${found} ". Was expecting: ${expected}`);
}
