/**
 * DESIGN.md's arrows: main → app → doors → approval → proposals → Slack's blocks and the integrations → store, log →
 * core. What stands here is held by test/architecture.test.ts.
 */
const BELOW = ['core/', 'settings/', 'store/', 'limits/', 'log/', 'telemetry/'];
const PROPOSALS = [...BELOW, 'quickbooks/', 'smartsheet/', 'model/', 'slack/blocks/', 'reconciliation/'];
const APPROVAL = [...PROPOSALS, 'proposals/', 'slack/messenger[.]ts'];
const RECONCILING = [...APPROVAL, 'approval/'];
const DOOR = [...RECONCILING, 'reconciling/', 'triggers/'];
const SLACK_CLIENT = 'slack/[^/]+[.]ts';
/** The engine's own: rows as they compare, what they say of each other, what is settled by it, and its words. */
const ENGINE = 'reconciliation/';
const COLUMNS = [`${ENGINE}(types|links)[.]ts`, `${ENGINE}tables/`, `${ENGINE}reading/`];
const EVIDENCE = [...COLUMNS, `${ENGINE}names/`, `${ENGINE}rates/`, `${ENGINE}evidence/`];

/** What each place may import besides itself. */
const MAY_IMPORT = {
  'core/': [],
  [ENGINE]: ['core/'],
  [`${ENGINE}tables/`]: [],
  [`${ENGINE}reading/`]: ['core/', ...COLUMNS],
  [`${ENGINE}names/`]: COLUMNS,
  [`${ENGINE}rates/`]: COLUMNS,
  [`${ENGINE}evidence/`]: EVIDENCE,
  // The ways to settle know nothing of each other but that the last sums are sums; `stages.ts` has their order.
  [`${ENGINE}pairs/`]: EVIDENCE,
  [`${ENGINE}series/`]: EVIDENCE,
  [`${ENGINE}sums/`]: EVIDENCE,
  [`${ENGINE}last/`]: [...EVIDENCE, `${ENGINE}sums/`],
  [`${ENGINE}answer/`]: ['core/', ...EVIDENCE, `${ENGINE}pairs/marginals[.]ts`],
  'telemetry/': [],
  'settings/': ['core/'],
  'store/': ['core/', 'settings/', 'telemetry/'],
  // Whose turn it is at a vendor, over all processes.
  'limits/': ['core/', 'store/'],
  'log/': ['core/', 'settings/', 'store/'],
  'quickbooks/': BELOW,
  'smartsheet/': BELOW,
  'model/': BELOW,
  'slack/blocks/': ['core/', 'settings/'],
  [SLACK_CLIENT]: ['slack/blocks/', ...BELOW],
  'proposals/': PROPOSALS,
  'approval/': APPROVAL,
  // One run of a project's reconciliation, and what is said of it: it opens variances on the one way.
  'reconciling/': RECONCILING,
  // What begins without a person: rows that turn ready, what other systems tell.
  'triggers/': [...RECONCILING, 'reconciling/'],
  'slack/listeners/': DOOR,
  'http/': DOOR,
  'jobs/': DOOR,
  // Commands are started by a person, beside a running bot: each wires what it needs.
  'commands/': [...DOOR, SLACK_CLIENT, 'wiring[.]ts'],
  // The stand-ins share nothing with the clients they stand opposite to, or both would be wrong together.
  'sandbox/(?!demo)': ['core/', 'sandbox/'],
};

/** Processes of their own: each is started, and imported by nothing. */
const STARTED = '^src/(main|doctor|log-command|policy-command|reconcile-command|sandbox/demo)[.]ts$';
/** How tests see that the demo company is sound, and make companies like it. */
const FOR_TESTS = '^src/sandbox/company/(vary|coherence|sheet-coherence)[.]ts$';

/** A vendor's package is imported only where its words are known. */
const VENDORS = {
  'node-quickbooks|intuit-oauth': 'quickbooks/',
  smartsheet: 'smartsheet/',
  openai: 'model/',
  '@slack/(bolt|web-api)': '(slack/|http/slack-door[.]ts)',
  '@slack/types': '(slack|proposals|approval|reconciling|jobs)/',
  '@prisma/[^/]+|pg': 'store/',
  'pg-boss': 'jobs/',
  'prom-client': 'http/',
  '@opentelemetry/[^/]+': 'telemetry/',
};

const place = (pattern) => `^src/${pattern}`;
const spelled = (pattern) => pattern.replace(/[^a-z]+/g, '-').replace(/^-|-$/g, '');

const arrows = Object.entries(MAY_IMPORT).map(([from, others]) => ({
  name: `arrows-of-${from === SLACK_CLIENT ? 'slack-client' : spelled(from.split('(')[0])}`,
  comment: `src/${from} may import, besides itself: ${others.join(', ') || 'nothing'}.`,
  severity: 'error',
  from: { path: place(from) },
  to: { path: '^src/', pathNot: [from, ...others].map(place) },
}));

const vendors = Object.entries(VENDORS).map(([packages, home]) => ({
  name: `vendor-${spelled(packages.split('|')[0])}`,
  comment: `${packages} belongs in src/${home}.`,
  severity: 'error',
  from: { path: '^src/', pathNot: `^src/${home}` },
  to: { path: `(^|node_modules/)(${packages})(/|$)` },
}));

module.exports = {
  forbidden: [
    ...arrows,
    ...vendors,
    {
      name: 'every-folder-has-its-place',
      comment: 'A new folder under src is named in MAY_IMPORT before it imports anything.',
      severity: 'error',
      from: { path: '^src/[^/]+/', pathNot: [...Object.keys(MAY_IMPORT).map(place), STARTED] },
      to: { path: '^src/' },
    },
    {
      name: 'nothing-imports-the-sandbox',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/sandbox/' },
      to: { path: '^src/sandbox/' },
    },
    {
      name: 'what-is-started-is-not-imported',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: STARTED },
    },
    {
      name: 'app-is-wired-once',
      comment: 'Only what starts the product imports the composition root.',
      severity: 'error',
      from: { path: '^src/', pathNot: STARTED },
      to: { path: '^src/app[.]ts$' },
    },
    {
      name: 'core-is-pure',
      comment: 'No I/O, no clock, no randomness: hashing is all that is taken from Node.',
      severity: 'error',
      from: { path: '^src/(core|reconciliation)/' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
    { name: 'no-circle', severity: 'error', from: { path: '^src/' }, to: { circular: true } },
    {
      name: 'nothing-left-over',
      comment: 'Every file is reached from something that is started.',
      severity: 'error',
      from: { path: STARTED },
      to: { path: '^src/', pathNot: [STARTED, FOR_TESTS], reachable: false },
    },
    {
      name: 'imports-resolve',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^[.]', couldNotResolve: true },
    },
  ],
  // TypeScript 7 has no API that dependency-cruiser could parse with, so it reads the sources with its tolerant parser;
  // the test checks that no import escapes it. It must be given the files ("src/**/*.ts"): a folder's .ts it skips.
  options: {
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.cjs', '.mjs'] },
    exclude: { path: '^src/(sandbox/page|store/generated)/' },
  },
};
