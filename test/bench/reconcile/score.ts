import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { readAnswer } from './answer.ts';
import { readTruth } from './files.ts';
import { byKind, causesConfused, missedGroups, wrongMatches } from './kinds.ts';
import { readLinks } from './links-answer.ts';
import { type Score, score } from './scoring.ts';
import { listOf, unsound } from './sound.ts';

/** `node score.ts --truth truth.json --out out.json|links.csv [--sheet … --ledger …] [--kinds] [--show 10]` */

const four = (share: number) => share.toFixed(4);

function tableOf(of: Score): string {
  const rows: [string, string][] = [
    ['link precision', four(of.links.precision)],
    ['link recall', four(of.links.recall)],
    ['link F1', four(of.links.f1)],
    ['exact-group recall', `${four(of.groups.recall)} of ${of.groups.true}`],
    ['exact-group precision', four(of.groups.precision)],
    ['share matched at ≥ 99.5 % precision', four(of.shareSure)],
    ['cause accuracy', of.causes === null ? 'no causes' : four(of.causes)],
    ['calibration error', four(of.calibration)],
    ['Brier', four(of.brier)],
  ];
  return rows.map(([name, figure]) => `${name.padEnd(38)}${figure}`).join('\n');
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      truth: { type: 'string' },
      out: { type: 'string' },
      sheet: { type: 'string' },
      ledger: { type: 'string' },
      kinds: { type: 'boolean', default: false },
      show: { type: 'string', default: '0' },
    },
  });
  if (!values.truth || !values.out) throw new Error('Say --truth truth.json --out out.json.');
  const truth = readTruth(values.truth);
  const answer = values.out.endsWith('.csv') ? readLinks(values.out) : readAnswer(values.out);
  console.log(tableOf(score(truth, answer)));
  const beside = (name: string) => join(dirname(values.truth ?? ''), name);
  const sheet = listOf(values.sheet ?? beside('sheet.csv'));
  const ledger = listOf(values.ledger ?? beside('ledger.csv'));
  const wrong = values.out.endsWith('.csv') ? [] : unsound(answer, sheet, ledger);
  console.log(wrong.length === 0 ? '\nEach id once, and all adds up.' : `\nNot sound:\n${wrong.join('\n')}`);
  if (values.kinds) {
    console.table(byKind(truth, answer));
    console.table(causesConfused(truth, answer).slice(0, 25));
  }
  const show = Number(values.show);
  if (show > 0) {
    console.log('\nWrong, the surest first:');
    for (const match of wrongMatches(truth, answer).slice(0, show)) console.log(JSON.stringify(match));
    console.log('\nMissed:');
    for (const group of missedGroups(truth, answer).slice(0, show)) console.log(JSON.stringify(group));
  }
}
