import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { autoRule, isSample, whyAsked } from '../../src/approval/auto.ts';
import { chooseRule, inMs, type Question } from '../../src/approval/chosen-rule.ts';
import { refusal, type Situation, tally, withApproval } from '../../src/approval/policy.ts';
import { parseProjects } from '../../src/settings/projects.ts';
import type { Projects } from '../../src/settings/types.ts';
import { cents } from '../support/cents.ts';

/** The README's page about rules: its YAML is what is parsed, and each sentence under it is a test's name. */
const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const page = /<!-- rules -->([\s\S]*)<!-- \/rules -->/.exec(readme)?.[1] ?? '';

const [people = '', ...examples] = Array.from(
  page.matchAll(/```yaml\n([\s\S]*?)```/g),
  ([, yaml = '']) => yaml,
);

const PROJECTS = `projects:
  - { code: ACME-WEB, channel: C0ACME, quickbooks: { customer: Acme }, billing: { sheet: 1 } }
  - { code: CAFE, mode: auto, channel: C0CAFE, quickbooks: { customer: Noura }, billing: { sheet: 2 } }
`;

/** The rules of an example, from 1, as the bot would read them; and without a warning. */
function rulesOf(number: number): Projects {
  const read = parseProjects(`${people}${PROJECTS}${examples[number - 1] ?? ''}`, 'projects.yml');
  if (!read.ok) throw new Error(read.errors.join('\n'));
  expect(read.warnings).toEqual([]);
  return read.value;
}

const ID: Readonly<Record<string, string>> = {
  Pam: 'U0PAM',
  Raj: 'U0RAJ',
  Finn: 'U0FIN',
  Mei: 'U0MEI',
  Ola: 'U0OLA',
};

interface Asked extends Partial<Question> {
  amount: number;
  by?: string;
  editor?: string;
}

function question({ amount, by: _, editor: __, ...more }: Asked): Question {
  const rest = {
    kind: 'invoice',
    project: 'ACME-WEB',
    customerNames: ['Acme'],
    knownCustomer: true,
    findings: [],
  };
  return { ...rest, amountMinor: cents(amount), ...more };
}

/** People click Approve one after the other: how many of how many count, and what those were told who were refused. */
function clicks(projects: Projects, asked: Asked, ...names: string[]): { state: string; refused: string[] } {
  const rule = chooseRule(projects.approvals, question(asked), '');
  const editor = asked.editor ? (ID[asked.editor] ?? null) : null;
  let at: Situation = {
    rule,
    requestedBy: ID[asked.by ?? 'nobody'] ?? 'U0TOM',
    editedBy: editor,
    editors: editor ? [editor] : [],
    approvedBy: [],
  };
  const refused: string[] = [];
  for (const name of names) {
    const why = refusal('approve', ID[name] ?? '', at, projects.people);
    if (why === null) at = withApproval(at, ID[name] ?? '', projects.people);
    else refused.push(`${name}: ${why}`);
  }
  const { have, need } = tally(at, projects.people);
  return { state: `${have} of ${need}`, refused };
}

/** A test whose name stands in the page. */
function promise(sentence: string, check: () => void): void {
  test(sentence, () => {
    expect(page, 'the page says so').toContain(`- ${sentence}`);
    check();
  });
}

const ENOUGH = { state: '1 of 1', refused: [] };

test('the page has its five examples, and every sentence under them is promised here', () => {
  expect(examples).toHaveLength(5);
  const said = page.split('### 1.')[1]?.match(/^- .*$/gm) ?? [];
  expect(said).toHaveLength(17);
});

describe('1. Large invoices take two', () => {
  promise("Pam asks for $4,000.00: her own approval is refused, and Raj's or Finn's is enough.", () => {
    const rules = rulesOf(1);
    const asked = { amount: 4_000, by: 'Pam' };
    const own = clicks(rules, asked, 'Pam');
    expect([own.state, ...own.refused]).toEqual(['0 of 1', expect.stringContaining('asked for this draft')]);
    expect(clicks(rules, asked, 'Raj')).toEqual(ENOUGH);
    expect(clicks(rules, asked, 'Finn')).toEqual(ENOUGH);
  });
  promise('At exactly $50,000.00 the second rule decides, because `over` is strictly more.', () => {
    expect(clicks(rulesOf(1), { amount: 50_000 }, 'Raj')).toEqual(ENOUGH);
  });
  promise('At $50,000.01 Finn and Mei have to approve both; Finn twice is one of 2, and Raj may not.', () => {
    const [rules, asked] = [rulesOf(1), { amount: 50_000.01 }];
    expect(clicks(rules, asked, 'Finn', 'Mei')).toEqual({ state: '2 of 2', refused: [] });
    expect(clicks(rules, asked, 'Finn', 'Finn', 'Raj')).toEqual({
      state: '1 of 2',
      refused: [
        expect.stringContaining('Nobody counts twice'),
        expect.stringMatching(/^Raj: You can't approve/),
      ],
    });
  });
  promise('Edited from $60,000.00 to $40,000.00, the new version takes one approval.', () => {
    const rules = rulesOf(1);
    expect(clicks(rules, { amount: 60_000 }).state).toBe('0 of 2');
    expect(clicks(rules, { amount: 40_000, editor: 'Finn' }, 'Finn')).toEqual(ENOUGH);
  });
});

describe('2. One of each, in order', () => {
  const asked = { amount: 900 };
  promise('Finn first is refused: it still takes a project manager.', () => {
    const { state, refused } = clicks(rulesOf(2), asked, 'Finn');
    expect([state, ...refused]).toEqual([
      '0 of 2',
      expect.stringContaining('it still takes a project manager'),
    ]);
  });
  promise('Raj and then Finn are enough; Raj and then Pam are not.', () => {
    expect(clicks(rulesOf(2), asked, 'Raj', 'Finn')).toEqual({ state: '2 of 2', refused: [] });
    expect(clicks(rulesOf(2), asked, 'Raj', 'Pam')).toMatchObject({ state: '1 of 2' });
  });
  promise('Ola holds both roles and fills one place: after Ola it still takes a finance manager.', () => {
    expect(clicks(rulesOf(2), asked, 'Ola', 'Ola', 'Raj')).toMatchObject({ state: '1 of 2' });
    expect(clicks(rulesOf(2), asked, 'Ola', 'Finn')).toEqual({ state: '2 of 2', refused: [] });
  });
});

describe('3. New customers and anything unusual', () => {
  const unusual = { amount: 900, findings: ['unusual-total'] };
  promise('A new customer takes two people, also where something unusual stands on the card.', () => {
    const asked = { ...unusual, knownCustomer: false };
    expect(clicks(rulesOf(3), asked, 'Raj', 'Finn')).toEqual({ state: '2 of 2', refused: [] });
    expect(clicks(rulesOf(3), asked, 'Finn').state).toBe('1 of 2');
  });
  promise(
    "Where something unusual stands on a known customer's card, Finn may approve and Raj may not.",
    () => {
      expect(clicks(rulesOf(3), unusual, 'Finn')).toEqual(ENOUGH);
      expect(clicks(rulesOf(3), unusual, 'Raj')).toMatchObject({ state: '0 of 1' });
    },
  );
  promise("Finn corrects the rate: Finn's approval does not count any more, and Mei's does.", () => {
    const corrected = { ...unusual, editor: 'Finn' };
    const { state, refused } = clicks(rulesOf(3), corrected, 'Finn');
    expect([state, ...refused]).toEqual(['0 of 1', expect.stringContaining('changed this version')]);
    expect(clicks(rulesOf(3), corrected, 'Mei')).toEqual(ENOUGH);
  });
  promise('Nothing unusual and a known customer: Raj or Finn alone.', () => {
    for (const name of ['Raj', 'Finn']) expect(clicks(rulesOf(3), { amount: 900 }, name)).toEqual(ENOUGH);
  });
});

describe('4. Small ones by whoever asked', () => {
  promise('Pam asks for $500.00 on ACME-WEB and approves it herself.', () => {
    expect(clicks(rulesOf(4), { amount: 500, by: 'Pam' }, 'Pam')).toEqual(ENOUGH);
  });
  promise('For $500.01, or on CAFE, it takes a finance manager, and who asked does not count.', () => {
    for (const asked of [{ amount: 500.01 }, { amount: 500, project: 'CAFE' }]) {
      expect(clicks(rulesOf(4), { ...asked, by: 'Pam' }, 'Pam', 'Raj')).toMatchObject({ state: '0 of 1' });
      expect(clicks(rulesOf(4), { ...asked, by: 'Pam' }, 'Finn')).toEqual(ENOUGH);
      expect(clicks(rulesOf(4), { ...asked, by: 'Finn' }, 'Finn')).toMatchObject({ state: '0 of 1' });
    }
  });
});

describe('5. Without asking', () => {
  const SMALL = { amount: 2_000, project: 'CAFE' };
  const today = { spentMinor: 0, sample: false, stopped: false, currency: 'USD' };
  const asked = (more: Partial<Question> & { amount?: number } = {}, at: Partial<typeof today> = {}) => {
    const of = question({ ...SMALL, ...more });
    return whyAsked(autoRule(rulesOf(5).approvals, of), of, { ...today, ...at });
  };

  promise(
    'On CAFE, $2,000.00 for a known customer without findings is posted by itself, and said in the channel with Undo for one hour.',
    () => {
      expect(asked()).toBeNull();
      const rule = autoRule(rulesOf(5).approvals, question(SMALL));
      expect(rule?.undo && inMs(rule.undo)).toBe(3_600_000);
    },
  );
  promise(
    'A new customer, anything unusual, $2,000.01, or what would pass $20,000.00 on one day: people are asked, under the second rule, and the card says why.',
    () => {
      expect(asked({ knownCustomer: false })).toContain('the customer is new');
      expect(asked({ findings: ['unusual-total'] })).toContain('unusual-total');
      expect(asked({ amount: 2_000.01 })).toContain('no rule with auto fits');
      expect(asked({}, { spentMinor: 1_800_000 })).toBeNull();
      expect(asked({}, { spentMinor: 1_800_001 })).toContain('cap of $20,000.00');
      expect(clicks(rulesOf(5), SMALL, 'Raj')).toEqual(ENOUGH);
    },
  );
  promise('One in ten goes to people all the same, and asking again does not change which.', () => {
    expect(asked({}, { sample: true })).toContain('one in 10 goes to people');
    const ids = Array.from({ length: 10_000 }, (_, index) => `apr_${index}`);
    const sampled = ids.filter((id) => isSample(id, 10));
    expect(sampled.length).toBeGreaterThan(850);
    expect(sampled.length).toBeLessThan(1_150);
    expect(ids.filter((id) => isSample(id, 10))).toEqual(sampled);
  });
  promise('On ACME-WEB, in mode `propose`, people are always asked.', () => {
    const { projects, approvals } = rulesOf(5);
    expect(projects.map(({ code, mode }) => [code, mode])).toEqual([
      ['ACME-WEB', 'propose'],
      ['CAFE', 'auto'],
    ]);
    expect(chooseRule(approvals, question({ amount: 10 }), '').roles).toEqual([
      'project_manager',
      'finance_manager',
    ]);
  });
});
