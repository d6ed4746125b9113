import { createQuickBooks } from '../../quickbooks/client.ts';
import { createAccessTokens } from '../../quickbooks/oauth.ts';
import type { Customer, Preferences, QuickBooks } from '../../quickbooks/types.ts';
import type { Env } from '../../settings/env.ts';
import type { Project, Projects } from '../../settings/types.ts';
import { quickBooksConnection, type Store } from '../../wiring.ts';
import { attempt, broken, failed, type Line, oneByOne, works } from './line.ts';
import { checkDefaultItem, itemLines, tagLines } from './named-in-books.ts';

export async function checkBooks(
  env: Pick<Env, 'quickbooks'>,
  projects: Projects,
  store: Store,
  { now, timeoutMs }: { now: () => Date; timeoutMs: number },
): Promise<Line[]> {
  const connection = { ...quickBooksConnection(env, store), now, timeoutMs };
  const lines = await attempt('the tokens cannot be renewed', async () => {
    // Forced, because an access token that is still good would hide a refresh token that is dead. It goes through the
    // bot's own store and lock: what it brings is what the bot finds.
    const access = createAccessTokens(connection);
    await access.replace(await access.accessToken());
    return [works('the tokens renew, and the new ones are stored')];
  });
  const books = createQuickBooks(connection);
  let preferences: Preferences;
  try {
    const { name, country } = await books.company();
    preferences = await books.preferences();
    const { environment, realmId } = env.quickbooks;
    lines.push(works(`the company is “${name}” (${country}, ${realmId}, ${environment})`));
  } catch (error) {
    return [
      ...lines,
      failed('the company', error),
      broken('not checked for want of it: customers and items'),
    ];
  }
  const ruled = [...new Set(projects.approvals.flatMap(({ customers }) => customers ?? []))];
  return [
    ...lines,
    ...(await oneByOne(
      projects.projects,
      ({ code }) => code,
      (project) => checkProject(books, project, preferences),
    )),
    ...(await oneByOne(
      ruled,
      (name) => `customer “${name}” of the approval rules`,
      async (name) => (await findCustomer(books, name, 'the approval rules', 'customer of the rule')).lines,
    )),
  ];
}

async function checkProject(books: QuickBooks, project: Project, preferences: Preferences): Promise<Line[]> {
  const { code, quickbooks: named } = project;
  const { customer, lines } = await findCustomer(books, named.customer, code, 'quickbooks.customer');
  if (customer) lines.push(...customerProblems(customer, project));
  const item =
    named.item === null
      ? await checkDefaultItem(books, project)
      : await itemLines(books, code, named.item, 'item');
  lines.push(...item);
  if (named.expenseItem !== null) {
    lines.push(...(await itemLines(books, code, named.expenseItem, 'expense_item')));
  }
  if (named.class !== null) {
    const off = preferences.classTracking === 'none';
    lines.push(
      ...tagLines(await books.findClasses(named.class), { code, key: 'class', name: named.class, off }),
    );
  }
  if (named.location !== null) {
    const off = !preferences.locationTracking;
    const about = { code, key: 'location', name: named.location, off };
    lines.push(...tagLines(await books.findLocations(named.location), about));
  }
  return lines;
}

async function findCustomer(
  books: QuickBooks,
  name: string,
  of: string,
  key: string,
): Promise<{ customer: Customer | null; lines: Line[] }> {
  const all = await books.findCustomers(name);
  const active = all.filter((one) => one.active);
  const [only, ...others] = active.length > 0 ? active : all;
  if (!only) {
    const near = await books.suggestCustomers(name);
    const nearest = near.length > 0 ? ` The nearest are ${near.map((one) => `“${one}”`).join(', ')}.` : '';
    const todo = `Correct ${key} in projects.yml.${nearest}`;
    return { customer: null, lines: [broken(`${of}: there is no customer “${name}”`, todo)] };
  }
  if (others.length > 0) {
    const list = [only, ...others].map(({ fullyQualifiedName, id }) => `“${fullyQualifiedName}” (Id ${id})`);
    const todo = `Write the full name or the Id as ${key} in projects.yml.`;
    return {
      customer: null,
      lines: [broken(`${of}: “${name}” is several customers: ${list.join(', ')}`, todo)],
    };
  }
  if (!only.active) {
    const todo = `Make it active in QuickBooks, or correct ${key} in projects.yml.`;
    return {
      customer: null,
      lines: [broken(`${of}: customer “${only.fullyQualifiedName}” is inactive`, todo)],
    };
  }
  return { customer: only, lines: [works(`${of}: customer “${only.fullyQualifiedName}” (Id ${only.id})`)] };
}

function customerProblems(customer: Customer, { code, currency, deliver }: Project): Line[] {
  const name = `“${customer.fullyQualifiedName}”`;
  const lines: Line[] = [];
  if (customer.currency !== currency) {
    lines.push(
      broken(
        `${code} is billed in ${currency}, and ${name} in ${customer.currency}`,
        `Set currency: ${customer.currency} for ${code}, or name a customer in ${currency}.`,
      ),
    );
  }
  if (deliver === 'email' && customer.email === null) {
    lines.push(
      broken(
        `${code}: ${name} has no e-mail address, and its invoices are to be mailed (deliver: email)`,
        'Enter one in QuickBooks, or write deliver: none.',
      ),
    );
  }
  return lines;
}
