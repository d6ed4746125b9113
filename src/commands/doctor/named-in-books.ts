import { defaultItem } from '../../proposals/invoice/books.ts';
import type { Item, QuickBooks } from '../../quickbooks/types.ts';
import type { Project } from '../../settings/types.ts';
import { broken, hint, type Line, works } from './line.ts';

/** What stands in projects.yml for a project, and under which key. */
interface About {
  code: string;
  key: string;
  name: string;
}

export async function itemLines(books: QuickBooks, code: string, name: string, key: string): Promise<Line[]> {
  const { found, line } = pick<Item>(await books.findItems(name), { code, key, name });
  const grouping = found?.active && ['Category', 'Group'].includes(found.type);
  if (!grouping) return [line];
  const todo = `Name a product or service as quickbooks.${key} of ${code}.`;
  return [
    broken(
      `${code}: “${found.name}” is a ${found.type.toLowerCase()}, which cannot stand on an invoice`,
      todo,
    ),
  ];
}

export async function checkDefaultItem(books: QuickBooks, project: Project): Promise<Line[]> {
  const item = await defaultItem(books, project);
  if ('id' in item)
    return [works(`${project.code}: item “${item.name}” (Id ${item.id}), for want of one in projects.yml`)];
  return [
    broken(
      `${project.code} does not say which item its hours are billed as, and QuickBooks has no single one`,
      `Set quickbooks.item of ${project.code} in projects.yml.`,
    ),
  ];
}

export function tagLines(
  all: readonly { id: string; name: string; active: boolean }[],
  about: About & { off: boolean },
): Line[] {
  const { line } = pick(all, about);
  if (!about.off) return [line];
  const todo = `Turn it on under Settings > Advanced > Categories, or remove quickbooks.${about.key} of ${about.code}.`;
  return [line, hint(`${about.code}: QuickBooks does not track a ${about.key} on invoices`, todo)];
}

function pick<T extends { id: string; name: string; active: boolean }>(
  all: readonly T[],
  { code, key, name }: About,
): { found: T | null; line: Line } {
  const word = key.replace('_', ' ');
  const active = all.filter((one) => one.active);
  const [only, ...others] = active.length > 0 ? active : all;
  const correct = `correct quickbooks.${key} of ${code} in projects.yml`;
  if (!only)
    return { found: null, line: broken(`${code}: there is no ${word} “${name}”`, `Make it, or ${correct}.`) };
  if (others.length > 0) {
    const list = [only, ...others].map((one) => `“${one.name}” (Id ${one.id})`).join(', ');
    return {
      found: null,
      line: broken(`${code}: “${name}” is several ${word}s: ${list}`, `Write the Id: ${correct}.`),
    };
  }
  if (!only.active) {
    const todo = `Make it active in QuickBooks, or ${correct}.`;
    return { found: only, line: broken(`${code}: ${word} “${only.name}” is inactive`, todo) };
  }
  return { found: only, line: works(`${code}: ${word} “${only.name}” (Id ${only.id})`) };
}
