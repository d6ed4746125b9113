import { quantile } from '../figures.ts';
import type { Hardness } from './dial.ts';
import type { Block, Measured } from './measure.ts';
import type { Engine } from './process.ts';
import type { Score } from './scoring.ts';

/** The tables the README shows. */

/** Student's t at 97.5 %, by degrees of freedom. */
const T = [0, 12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262];

/** Mean, and half of its 95 % interval; 0 for a single value. */
export function interval(values: readonly number[]): { mean: number; half: number } {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  if (n < 2) return { mean, half: 0 };
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  return { mean, half: (T[n - 1] ?? 1.96) * Math.sqrt(variance / n) };
}

const figure = (values: readonly number[]) => {
  const { mean, half } = interval(values);
  const short = (value: number) => value.toFixed(4).replace(/^0(?=\.)/, '');
  return values.length < 2 ? short(mean) : `${short(mean)} ± ${short(half)}`;
};

interface Line {
  what: string;
  aim: Readonly<Record<Hardness, string>>;
  of: (score: Score) => number | null;
}

const LINES: readonly Line[] = [
  { what: 'link precision', aim: { standard: '≥ .998', hard: '≥ .997' }, of: (s) => s.links.precision },
  { what: 'link recall', aim: { standard: '≥ .975', hard: '≥ .96' }, of: (s) => s.links.recall },
  { what: 'link F1', aim: { standard: '', hard: '' }, of: (s) => s.links.f1 },
  { what: 'exact-group recall', aim: { standard: '≥ .94', hard: '≥ .94' }, of: (s) => s.groups.recall },
  {
    what: 'share matched at ≥ 99.5 % precision',
    aim: { standard: '≥ .97', hard: '≥ .95' },
    of: (s) => s.shareSure,
  },
  { what: 'cause accuracy', aim: { standard: '≥ .97', hard: '≥ .955' }, of: (s) => s.causes },
  { what: 'calibration error', aim: { standard: '≤ .005', hard: '≤ .005' }, of: (s) => s.calibration },
];

const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
const HARDNESS: readonly Hardness[] = ['standard', 'hard'];

/** What is right and wrong, by list-maker: both dials, both engines, mean and 95 % interval over the seeds. */
export function qualityTable(maker: string, all: readonly Measured[]): string {
  const of = (engine: Engine, hardness: Hardness) =>
    all.filter((one) => one.maker === maker && one.engine === engine && one.hardness === hardness);
  const cell = (runs: readonly Measured[], what: Line) => {
    const values = runs.map((one) => what.of(one.score)).filter((value) => value !== null);
    return values.length === 0 ? '–' : figure(values);
  };
  const head = [
    `lists by "${maker}"`,
    ...HARDNESS.flatMap((h) => [`${h}: aim`, 'Countersign', 'DuckDB SQL']),
  ];
  const rows = LINES.map((what) => [
    what.what,
    ...HARDNESS.flatMap((h) => [what.aim[h], cell(of('countersign', h), what), cell(of('duckdb', h), what)]),
  ]);
  return [line(head), line(head.map((_, i) => (i === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

const seconds = (milliseconds: readonly number[]) => `${(quantile(milliseconds, 0.5) / 1000).toFixed(2)} s`;
const gigabytes = (bytes: readonly number[]) => `${(Math.max(...bytes) / 1024 ** 3).toFixed(2)} GB`;

/** Time and memory: medians of whole processes, the largest peak. */
export function speedTable(all: readonly Measured[], sizes: readonly number[]): string {
  const runs = (engine: Engine, rows: number) =>
    all.filter((one) => one.engine === engine && one.rows === rows);
  const times = (engine: Engine, rows: number) => runs(engine, rows).map((one) => one.milliseconds);
  const work = (engine: Engine, rows: number) => runs(engine, rows).map((one) => one.cpuMilliseconds);
  const [small = 0, large = 0] = [Math.min(...sizes), Math.max(...sizes)];
  const grows = (engine: Engine) =>
    `${(quantile(times(engine, large), 0.5) / quantile(times(engine, small), 0.5)).toFixed(2)} ×`;
  const body = [
    ...sizes.map((rows) => [
      `${rows.toLocaleString('en')} × ${rows.toLocaleString('en')}, whole process, median`,
      rows === large ? '≤ DuckDB' : '',
      seconds(times('countersign', rows)),
      seconds(times('duckdb', rows)),
    ]),
    [
      `processor time of it at ${large.toLocaleString('en')}`,
      '',
      seconds(work('countersign', large)),
      seconds(work('duckdb', large)),
    ],
    [
      `peak memory at ${large.toLocaleString('en')}`,
      '≤ 1.0 GB',
      gigabytes(runs('countersign', large).map((one) => one.peakBytes)),
      gigabytes(runs('duckdb', large).map((one) => one.peakBytes)),
    ],
    ...(small < large
      ? [[`${small / 1000}k → ${large / 1000}k`, '≤ 4.4 ×', grows('countersign'), grows('duckdb')]]
      : []),
  ];
  return [
    line(['time and memory', 'aim', 'Countersign', 'DuckDB SQL']),
    '| --- | ---: | ---: | ---: |',
    ...body.map(line),
  ].join('\n');
}

/** One line on equal amounts by the thousand. */
export function hotLine(hot: number, { with: block, without }: { with: Block; without: Block }): string {
  const slower = (engine: Engine) =>
    `${(quantile(block[engine], 0.5) / quantile(without[engine], 0.5)).toFixed(2)} ×`;
  return (
    `A hot block, ${hot.toLocaleString('en')} of the rows one price at one vendor: ${slower('countersign')} the time ` +
    `(aim ≤ 1.5 ×), F1 ${block.f1.toFixed(4)} after ${without.f1.toFixed(4)}; the SQL ${slower('duckdb')}.`
  );
}

export const FLATTERY = `What these data flatter: they are made up, and all makers know the contract. Every true link is
known and can mostly be told from the files, which real lists do not promise; the makers' habits (how numbers are
rewritten, when postings come late, how often a bill is cut in parts) are guesses, though none saw the engine's
rules or the others' habits. Names come from short lists of words, so vendors resemble each other more evenly than
real ones. Only "simulation" sums much across vendors, only "exporter" across currencies, and none across years. The
SQL pairs one to one and sums nothing: its recall cannot pass the share of rows that are no part of a group.`;
