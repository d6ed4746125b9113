import { counted } from '../../proposals/say.ts';
import { NEVER_MET } from '../../settings/cross-checks.ts';
import { loadSettings, type Settings } from '../../settings/load.ts';
import { isAboutReach } from '../../settings/rule-overlaps.ts';
import { openStore, type Store } from '../../wiring.ts';
import { checkBooks } from './check-books.ts';
import { checkInbound } from './check-inbound.ts';
import { checkModel } from './check-model.ts';
import { checkRules } from './check-rules.ts';
import { checkSheets } from './check-sheets.ts';
import { checkSlack } from './check-slack.ts';
import { checkDatabase, checkLog } from './check-store.ts';
import { attempt, broken, hint, type Line, printed, works } from './line.ts';

export interface DoctorContext {
  env: Record<string, string | undefined>;
  /** Gives a file's text; throws as node:fs does. */
  readFile(path: string): string;
  /** What manifest.yml asks for; null where it cannot be read. */
  manifestScopes: readonly string[] | null;
  now: () => Date;
  say(line: string): void;
  /** Of one request to a vendor; default 10 s. */
  timeoutMs?: number;
}

const TIMEOUT_MS = 10_000;

interface Section {
  title: string;
  lines: Promise<Line[]>;
}

/** Checks everything that the settings name and says so line by line. Returns the exit status: 1 where a line is ✗. */
export async function doctor(context: DoctorContext): Promise<number> {
  const { say } = context;
  const settings = loadSettings(context.env, context.readFile);
  if (!settings.ok) {
    say('Settings');
    for (const error of settings.errors) say(printed(broken(error)));
    say(`\n${counted(settings.errors.length, 'error')} in the settings: nothing else was checked.`);
    return 1;
  }
  const opening = openStore(settings.value.env, { database: 4, locks: 2 });
  const counts = { '✓': 0, '!': 0, '✗': 0 };
  try {
    for (const { title, lines } of sections(settings.value, opening, context)) {
      const checked = await lines;
      say(title);
      for (const line of checked) {
        counts[line.mark] += 1;
        say(printed(line));
      }
    }
  } finally {
    const store = await opening.catch(() => null); // the section "Database" has said why
    await store?.close();
  }
  say(`\n${summary(counts)}`);
  return counts['✗'] > 0 ? 1 : 0;
}

/** All begin at once, so that one vendor that is down holds up no other; each is said in its turn. */
function sections(settings: Settings, opening: Promise<Store>, context: DoctorContext): Section[] {
  const { env, projects } = settings;
  const { manifestScopes, now, timeoutMs = TIMEOUT_MS } = context;
  const withStore = async (needing: string, check: (store: Store) => Promise<Line[]>): Promise<Line[]> => {
    const store = await opening.catch(() => null); // the section "Database" says why
    return store
      ? attempt(needing, () => check(store))
      : [broken(`not checked: ${needing} needs the database`)];
  };
  const section = (title: string, lines: Promise<Line[]>): Section => ({ title, lines });
  return [
    section('Settings', Promise.resolve(settingsLines(settings))),
    section(
      'Database',
      attempt('the database', async () => checkDatabase(env, await opening)),
    ),
    section(
      'Slack',
      attempt('Slack', () => checkSlack(env.slack, projects, manifestScopes, timeoutMs)),
    ),
    section(
      'Smartsheet',
      attempt('Smartsheet', () => checkSheets(env.smartsheet, projects, timeoutMs)),
    ),
    section(
      'QuickBooks',
      withStore('QuickBooks', (store) => checkBooks(env, projects, store, { now, timeoutMs })),
    ),
    section(
      'Model',
      attempt('the model', () => checkModel(env.openai, timeoutMs)),
    ),
    section(
      'Other systems',
      withStore('what other systems tell', (store) => checkInbound(env, projects, store)),
    ),
    section('Approval rules', Promise.resolve(checkRules(projects))),
    section('Decision log', withStore('the log', checkLog)),
  ];
}

function settingsLines({ env, projects, warnings }: Settings): Line[] {
  const { projects: list, people, approvals } = projects;
  const said = `${counted(list.length, 'project')}, ${people.length} people, ${counted(approvals.length, 'approval rule')}`;
  return [
    works(`the environment and ${env.projectsFile} can be read: ${said}`),
    // Of the rules, the section below says the same rule by rule.
    ...warnings
      .filter((warning) => !isAboutReach(warning) && !warning.includes(NEVER_MET))
      .map((warning) => hint(warning)),
  ];
}

function summary(counts: Record<Line['mark'], number>): string {
  const hints = counts['!'] === 0 ? '' : ` ${counted(counts['!'], 'line')} marked ! may be worth a look.`;
  const all = counts['✓'] + counts['✗'];
  if (counts['✗'] === 0) return `Everything works: ${counted(all, 'check')}.${hints}`;
  return `${counts['✗']} of ${counted(all, 'check')} found something that does not work (✗).${hints}`;
}
