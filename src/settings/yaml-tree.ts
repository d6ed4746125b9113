import {
  type Alias,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type YAMLMap,
} from 'yaml';

export type Path = readonly (string | number)[];

export interface Problem {
  /** From 1; 0 is the file as a whole. */
  line: number;
  text: string;
}

export interface YamlTree {
  /**
   * Maps as objects, sequences as arrays, booleans as they are, and every number as the text it was typed as, so
   * that neither a sheet id nor an amount passes through binary floating point. A key without a value is undefined.
   */
  value: unknown;
  /** Line of the value at this path, or of the nearest thing around it that stands in the file. */
  lineOf(path: Path): number;
  problems: Problem[];
}

const MAX_CHARACTERS = 1_000_000;
/** Aliases are followed, so a few lines could stand for millions of values: this many are more than any real file has. */
const MAX_VALUES = 50_000;
const MAX_DEPTH = 30;
/** The parser looks through the whole file for each. */
const MAX_ALIASES = 1_000;

class TooLarge extends Error {}

/** Reads YAML 1.2 (core schema, no custom tags, no merge keys, no repeated keys). Never throws; null where it is no YAML at all. */
export function readYamlTree(text: string): YamlTree | { problems: Problem[]; value: null; lineOf: null } {
  if (text.length > MAX_CHARACTERS)
    return failed([{ line: 0, text: 'is larger than a megabyte: split it up.' }]);
  try {
    return read(text);
  } catch (error) {
    // The parser recurses, so thousands of nested brackets end as a RangeError: the file's fault, not ours.
    if (!(error instanceof TooLarge || error instanceof RangeError)) throw error;
    return failed([
      {
        line: 0,
        text: 'is nested too deeply or repeats itself too often through aliases: write it plainly.',
      },
    ]);
  }
}

function read(text: string): YamlTree | ReturnType<typeof failed> {
  const counter = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: counter,
    schema: 'core',
    intAsBigInt: true,
    prettyErrors: false,
    stringKeys: true,
    merge: false,
  });
  const lineAt = (offset: number): number => Math.max(1, counter.linePos(offset).line);
  const found = [...document.errors, ...document.warnings].map((error) => ({
    code: error.code,
    line: lineAt(error.pos[0]),
    text: explain(error.code, error.message, text.slice(error.pos[0])),
  }));
  const harmless = (code: string): boolean => code === 'DUPLICATE_KEY' || code === 'TAG_RESOLVE_FAILED';
  const problems = found.map(({ line, text: message }) => ({ line, text: message }));
  // Past a syntax error the rest is guesswork, and complaints about it would mislead.
  if (found.some(({ code }) => !harmless(code))) return failed(problems.slice(0, 5));
  const lines = new Map<string, number>();
  const value = convert(document, { lines, lineAt, problems });
  return { value, problems, lineOf: (path) => lineOf(lines, path) };
}

function failed(problems: Problem[]): { problems: Problem[]; value: null; lineOf: null } {
  return { problems, value: null, lineOf: null };
}

function explain(code: string, message: string, rest: string): string {
  if (code === 'DUPLICATE_KEY') {
    const key = /^["']?([^"':,}\n]*)/.exec(rest)?.[1]?.trim() ?? '';
    return `the key ${JSON.stringify(key)} stands twice in the same place: keep one of them.`;
  }
  if (code === 'TAG_RESOLVE_FAILED') {
    const tag = /^\S*/.exec(rest)?.[0] ?? '';
    return `the tag ${tag} is not allowed: write the value plainly, without it.`;
  }
  if (code === 'MULTIPLE_DOCS') return 'a second document starts here: keep one, and remove the line ---.';
  if (message.includes('call stack')) return 'is nested too deeply: write it plainly.';
  if (code === 'TAB_AS_INDENT') return 'is indented with a tab: write spaces.';
  return `is not valid YAML (${message.replace(/\s+/g, ' ')}): mind brackets, quotes and indentation here.`;
}

interface Notes {
  lines: Map<string, number>;
  lineAt(offset: number): number;
  problems: Problem[];
}

function convert(document: ReturnType<typeof parseDocument>, { lines, lineAt, problems }: Notes): unknown {
  let values = 0;
  let aliases = 0;
  const follow = (alias: Alias, path: Path): unknown => {
    aliases += 1;
    if (aliases > MAX_ALIASES) throw new TooLarge();
    const target = alias.resolve(document);
    if (target) return visit(target, path);
    const line = lineAt(alias.range?.[0] ?? 0);
    problems.push({ line, text: `*${alias.source} stands for nothing: write the value, or quote it.` });
    return undefined;
  };
  const visitMap = (map: YAMLMap<Node, Node>, path: Path): unknown => {
    // Without a prototype, a key such as __proto__ is a key like any other.
    const object: Record<string, unknown> = Object.create(null);
    for (const { key, value } of map.items) {
      const name = isScalar(key) ? String(key.source ?? key.value ?? '') : String(key);
      const inner = [...path, name];
      if (key?.range) lines.set(keyOf(inner), lineAt(key.range[0]));
      object[name] = visit(value, inner);
    }
    return object;
  };
  const visit = (node: Node | null | undefined, path: Path): unknown => {
    values += 1;
    if (values > MAX_VALUES || path.length > MAX_DEPTH) throw new TooLarge();
    if (node?.range && !lines.has(keyOf(path))) lines.set(keyOf(path), lineAt(node.range[0]));
    if (isAlias(node)) return follow(node, path);
    if (isSeq<Node>(node)) return node.items.map((item, index) => visit(item, [...path, index]));
    if (isMap<Node, Node>(node)) return visitMap(node, path);
    if (!isScalar(node) || node.value === null) return undefined;
    if (typeof node.value === 'string' || typeof node.value === 'boolean') return node.value;
    return node.source ?? String(node.value);
  };
  return visit(document.contents, []);
}

function keyOf(path: Path): string {
  return JSON.stringify(path);
}

function lineOf(lines: ReadonlyMap<string, number>, path: Path): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const line = lines.get(keyOf(path.slice(0, length)));
    if (line !== undefined) return line;
  }
  return 1;
}
