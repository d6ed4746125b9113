import { createWording } from '../../model/client.ts';
import type { Env } from '../../settings/env.ts';
import { broken, hint, type Line, works } from './line.ts';

const SAMPLE = {
  customerName: 'Acme Corp',
  projectName: 'Website',
  lines: [
    {
      key: 'sample:time',
      kind: 'time' as const,
      task: 'Checkout page',
      notes: 'built the payment form, and tested it',
      comments: [],
      employee: 'Pam',
    },
  ],
};

/** One invented line, worded: nothing of the company's is sent. */
export async function checkModel(openai: Env['openai'], timeoutMs: number): Promise<Line[]> {
  if (openai === null)
    return [works('no OPENAI_API_KEY: drafts are worded by templates, and everything else works')];
  const { author, descriptions, rejected } = await createWording({ ...openai, timeoutMs }).wordInvoice(
    SAMPLE,
  );
  if (author.kind === 'template') {
    const detail = author.detail === null ? '' : ` (${author.detail})`;
    return [
      broken(
        `${openai.model} does not word drafts: ${WHY[author.reason]}${detail}; templates do it until then`,
        'Check OPENAI_API_KEY, OPENAI_MODEL and OPENAI_BASE_URL, or remove the key to use templates.',
      ),
    ];
  }
  const said = descriptions.get('sample:time') ?? '';
  const lines = [works(`${author.model} words drafts: “${said}”`)];
  if (rejected.length > 0) {
    const why = rejected.map((one) => one.why).join('; ');
    lines.push(
      hint(`some of what it said was not let through: ${why}`, 'Another OPENAI_MODEL may do better.'),
    );
  }
  return lines;
}

const WHY = {
  'no-key': 'there is no key',
  down: 'it cannot be reached',
  slow: 'it did not answer in time',
  refused: 'it refuses',
  unusable: 'what it answers cannot be used',
};
