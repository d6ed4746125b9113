import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { Way } from '../../approval/way.ts';
import { contentHash } from '../../core/identity.ts';
import { localDay, localTime } from '../../core/instant.ts';
import { periodWords, typedPeriod } from '../../reconciling/period.ts';
import { REPORT_PATH, readExpiredToken, readReportToken } from '../../reconciling/report-link.ts';
import { loadRun, type StoredRun } from '../../reconciling/stored.ts';
import { wordsPage } from '../page.ts';
import type { Handler } from '../server.ts';
import { factsOf } from './facts.ts';
import { pageFiles } from './files.ts';
import { builtInThread, builtOnce } from './in-thread.ts';
import { type Finished, type Head, reportPage } from './page.ts';
import { standingsOf } from './standing.ts';
import type { Asked } from './worker.ts';

export interface ReportDoor {
  way: Way;
  /** Of links: see core/signed-text.ts. */
  key: Buffer;
}

/** Nothing from elsewhere, nothing inline, no frame around it, and no text ever read as markup. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

/** Also for what is downloaded: it is as private as the page. */
const HEADERS = {
  'content-security-policy': POLICY,
  'referrer-policy': 'no-referrer',
  'cache-control': 'private, no-store',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-robots-tag': 'noindex, nofollow',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/** A page of words has its own, stricter policy: no script at all. */
const { 'content-security-policy': _ofReports, ...WORDS_HEADERS } = HEADERS;

const TYPES = {
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** The report of a run, its data and its downloads, each behind the same signed link; and the page's own files. */
export function reportRoutes(door: ReportDoor): [string, Handler][] {
  return [
    [`GET ${REPORT_PATH}`, opened(door, sendPage)],
    [`GET ${REPORT_PATH}/data`, opened(door, sending('json'))],
    [`GET ${REPORT_PATH}.csv`, opened(door, sending('csv'))],
    [`GET ${REPORT_PATH}.xlsx`, opened(door, sending('xlsx'))],
    ...pageFiles(),
  ];
}

interface Opened {
  door: ReportDoor;
  req: IncomingMessage;
  res: ServerResponse;
  run: Finished;
  head: Head;
}

type Send = (opened: Opened) => Promise<void> | void;

function opened(door: ReportDoor, send: Send): Handler {
  return async (req, res) => {
    const { way, key } = door;
    const token = new URL(req.url ?? '/', 'http://localhost').searchParams.get('token') ?? '';
    const say = ([status, title, text, command]: Words) =>
      wordsPage(res, status, title, text, WORDS_HEADERS, command);
    const ticket = readReportToken(key, token, way.now());
    try {
      if (ticket === null) return say(await noLonger(door, token));
      const run = await loadRun(way.db.prisma, ticket.run);
      if (!isFinished(run)) return say(notThere(run));
      await send({ door, req, res, run, head: headOf(way, run, token, ticket.until) });
    } catch (error) {
      way.log.error({ run: ticket?.run ?? null, error: String(error) }, 'a report could not be shown');
      if (res.headersSent) throw error;
      say([
        500,
        'The report could not be shown',
        'This is Countersign’s fault, and it is logged. No figure was changed. Open the link again in a minute; if it still fails, run /reconcile again in the project’s channel in Slack.',
      ]);
    }
  };
}

function isFinished(run: StoredRun | null): run is Finished {
  return run !== null && run.summary !== null;
}

/** What is said in the place of a report: status, title, what happened and what to do, what to type. */
type Words = [status: number, title: string, text: string, command?: string];

/**
 * Links stand in comments of sheets for years. One that expired names its run and the command that makes it anew, in
 * Slack, where it is known who asks; it shows no figure and sends nobody anything, so to find an old one is worth nothing.
 */
async function noLonger({ way, key }: ReportDoor, token: string): Promise<Words> {
  const expired = readExpiredToken(key, token, way.now());
  const run = expired && (await loadRun(way.db.prisma, expired.run));
  if (!expired || !run)
    return [
      403,
      'This link opens no report',
      'It is older than 7 days, or a part of it was lost on the way. Nothing is wrong with the figures. Run /reconcile again in the project’s channel in Slack: its message has a new link.',
    ];
  const until = localDay(expired.until, way.projects.company.timezone);
  return [
    403,
    'This link has expired',
    `It opened reconciliation ${run.number} (${run.project}, ${periodWords(run.period)}) until ${until}. Links to reports end after 7 days, so that one found later shows nothing to strangers. Nothing is wrong with the figures, and no decision is lost. Run /reconcile again in the project’s channel in Slack: its message has a new link, to the same period as it stands now. Type`,
    `/reconcile ${run.project} ${typedPeriod(run.period)}`,
  ];
}

function notThere(run: StoredRun | null): Words {
  const again = 'Run /reconcile again in the project’s channel in Slack.';
  if (run === null)
    return [404, 'This report is gone', `Its reconciliation is not kept here any more. ${again}`];
  if (run.status === 'running')
    return [
      409,
      'Not finished yet',
      `Reconciliation ${run.number} is still being made. Its message in Slack shows how far it is; open this link again once it is done.`,
    ];
  return [
    404,
    'There is no report',
    `Reconciliation ${run.number} ended without a result, and its message in Slack says why. Nothing was changed. ${again}`,
  ];
}

function headOf(way: Way, run: Finished, token: string, until: Date): Head {
  const { timezone } = way.projects.company;
  const project = way.projects.projects.find(({ code }) => code === run.project);
  return {
    token,
    projectName: project?.name ?? run.project,
    customer: project?.quickbooks.customer ?? '',
    periodWords: periodWords(run.period),
    madeWords: localTime(run.startedAt, timezone),
    untilWords: localDay(until, timezone),
    timezone,
  };
}

function sendPage(opened: Opened): void {
  const { res, run, head } = opened;
  res.writeHead(200, { ...HEADERS, 'content-type': 'text/html; charset=utf-8' });
  res.end(reportPage(run, head));
  // What the page asks for next is begun at once; where it fails, it fails again for who asks, and is logged there.
  void bytesOf(opened, 'json').catch(() => {});
}

const compressed = ({ req }: Opened) => /\bgzip\b/.test(String(req.headers['accept-encoding'] ?? ''));
const Stored = z.object({ document: z.instanceof(Uint8Array).nullable() }).nullable();

async function bytesOf(opened: Opened, as: Asked['as']): Promise<Buffer> {
  const { door, run, head } = opened;
  const [row, standings] = await Promise.all([
    door.way.db.prisma.reconciliation.findUnique({
      where: { number: run.number },
      select: { document: true },
    }),
    standingsOf(door.way, run.project),
  ]);
  const document = Stored.parse(row)?.document;
  if (!document) throw new Error('its lists are not kept');
  const gzip = as !== 'xlsx' && compressed(opened);
  const asked = { document, standings, facts: factsOf(run, head), as, gzip };
  const key = contentHash([run.id, document.length, standings, gzip]);
  return as === 'json' ? builtOnce(key, asked) : builtInThread(asked);
}

function sending(as: Asked['as']): Send {
  return async (opened) => {
    const { res, run } = opened;
    const bytes = await bytesOf(opened, as);
    const name = `reconciliation-${run.number}-${run.project}-${run.period.from}-${run.period.to}.${as}`;
    const file = { 'content-disposition': `attachment; filename="${name.replace(/[^\w.-]/g, '_')}"` };
    res.writeHead(200, {
      ...HEADERS,
      'content-type': TYPES[as],
      'content-length': bytes.length,
      vary: 'accept-encoding',
      ...(as !== 'xlsx' && compressed(opened) ? { 'content-encoding': 'gzip' } : {}),
      ...(as === 'json' ? {} : file),
    });
    res.end(bytes);
  };
}
