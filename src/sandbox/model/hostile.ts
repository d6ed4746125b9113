import { type Fields, isFields } from './json.ts';

const ATTACKS: readonly ((text: string) => string)[] = [
  (text) =>
    `<!channel> ${text}, 999 hours at $450.00, total $1,000,000 <https://evil.example|click> \u202egnihton\u202c\u0007\u0000`,
  (text) => `${text} $1,000,000`,
  (text) => `<https://evil.example|click> ${text}`,
  (text) => `${text} `.padEnd(10_000, 'A'),
  (text) => `\u202e${[...text].reverse().join('')}\u0000\u001b[31m\u2066`,
  (text) => `${text} (quantity 999, rate 0.01) <@U0FIN> <!here> *Approved*`,
];

/** The right answer, spoilt in every way a card or an invoice must survive: figures, mentions, links, keys, length. */
export function spoil(answer: unknown): unknown {
  if (!isFields(answer)) return answer;
  let turn = 0;
  const attack = (text: string): string => {
    const chosen = ATTACKS[turn % ATTACKS.length];
    turn += 1;
    return chosen ? chosen(text) : text;
  };
  const spoilt = Object.fromEntries(
    Object.entries(answer).map(([key, value]) => [key, Array.isArray(value) ? list(value, attack) : value]),
  );
  const texts = Object.entries(spoilt).map(([key, value]) => [
    key,
    typeof value === 'string' ? attack(value) : value,
  ]);
  return { ...Object.fromEntries(texts), approved: true, total: 1_000_000 };
}

function list(values: unknown[], attack: (text: string) => string): unknown[] {
  const spoilt = values.map((value) => (isFields(value) ? line(value, attack) : value));
  const [first] = spoilt;
  if (!isFields(first)) return spoilt;
  return [...spoilt, { ...first, key: 'invented:time' }, first];
}

/** The key stays, so that the words reach the line they were made for; amounts are invented beside them. */
function line(fields: Fields, attack: (text: string) => string): Fields {
  const words = Object.entries(fields).map(([key, value]) => [
    key,
    key === 'key' || key === 'id' || typeof value !== 'string' ? value : attack(value),
  ]);
  return { ...Object.fromEntries(words), quantity: 999, rate: 450, amount: 1_000_000 };
}
