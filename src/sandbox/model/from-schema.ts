import { type Fields, isFields } from './json.ts';
import { describe, summarise, tell } from './wording.ts';

/** What the caller sent, as far as it is JSON: the lines to be worded and everything beside them. */
export interface Given {
  fields: Fields;
  lines: Fields[];
  /** The whole user message, for choosing among the values of an enum. */
  text: string;
}

export function readGiven(json: unknown, text: string): Given {
  const fields = isFields(json) ? json : {};
  const lists = Array.isArray(json) ? [json] : Object.values(fields).filter(Array.isArray);
  const lines = lists.find((list) => list.some(isFields)) ?? [];
  return { fields, lines: lines.filter(isFields), text };
}

/** A value that fits the JSON schema: keys are copied from what was given, words are made from it. */
export function fromSchema(schema: unknown, given: Given): unknown {
  return fill(schema, '', given.fields, 0);

  function fill(node: unknown, name: string, from: Fields, depth: number): unknown {
    const at = resolve(node, schema);
    if (depth > 12) return null;
    if (at.const !== undefined) return at.const;
    if (Array.isArray(at.enum)) return choose(at.enum, given.text);
    const options = [at.anyOf, at.oneOf].find(Array.isArray);
    if (options) return fill(options.find((option) => !isNull(option)) ?? null, name, from, depth + 1);
    const type = Array.isArray(at.type) ? at.type.find((one) => one !== 'null') : at.type;
    if (type === 'object') {
      const properties = isFields(at.properties) ? Object.entries(at.properties) : [];
      return Object.fromEntries(properties.map(([key, inner]) => [key, fill(inner, key, from, depth + 1)]));
    }
    if (type === 'array') return listOf(at.items, name, from, depth);
    if (type === 'string') return text(name, from);
    if (type === 'integer' || type === 'number') return number(at, from[name]);
    if (type === 'boolean') return from[name] === true;
    return null;
  }

  function listOf(items: unknown, name: string, from: Fields, depth: number): unknown[] {
    if (resolve(items, schema).type !== 'object') {
      const own = from[name];
      return Array.isArray(own) ? own.filter((value) => typeof value === 'string') : [];
    }
    return given.lines.map((line) => fill(items, '', line, depth + 1));
  }

  function text(name: string, from: Fields): string {
    const worded = /description|wording|text|reason|cause/i.test(name);
    if (worded && from !== given.fields) return describe(from);
    const own = from[name];
    if (typeof own === 'string' || typeof own === 'number') return String(own);
    const { facts } = given.fields;
    return typeof facts === 'string' ? tell(facts) : summarise(given.lines);
  }
}

function resolve(node: unknown, root: unknown): Fields {
  if (!isFields(node)) return {};
  if (typeof node.$ref !== 'string') return node;
  let at: unknown = root;
  for (const key of node.$ref.split('/').slice(1)) at = isFields(at) ? at[key] : undefined;
  return isFields(at) ? at : {};
}

function isNull(option: unknown): boolean {
  return isFields(option) && option.type === 'null';
}

/** The first of the values that the message speaks of, else the first of all. */
function choose(values: unknown[], text: string): unknown {
  const spoken = values.find(
    (value) => typeof value === 'string' && text.toLowerCase().includes(value.toLowerCase()),
  );
  return spoken ?? values[0];
}

function number(schema: Fields, own: unknown): number {
  if (typeof own === 'number') return own;
  return typeof schema.minimum === 'number' ? schema.minimum : 0;
}
