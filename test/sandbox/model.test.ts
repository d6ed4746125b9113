import OpenAI from 'openai';
import { zodResponseFormat, zodTextFormat } from 'openai/helpers/zod';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type ModelStandIn, startModel } from '../../src/sandbox/model/stand-in.ts';

const running: ModelStandIn[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((standIn) => standIn.stop()));
});

async function start(apiKey = 'key') {
  const standIn = await startModel();
  running.push(standIn);
  const client = new OpenAI({ apiKey, baseURL: `${standIn.url}/v1`, maxRetries: 0 });
  return { standIn, client };
}

const lines = [
  { key: 'r1:time', task: 'Homepage', notes: 'Met on the 3rd. New hero layout. Done.', comments: [] },
  { key: 'r2:time', task: 'Checkout', notes: '', comments: ['Paid by 2 cards.', 'Error states'] },
  { key: 'r3:expenses', task: 'Fonts <!channel>', notes: '', comments: [] },
];
const shape = z.object({
  lines: z.array(z.object({ key: z.string(), description: z.string() })),
  memo: z.string(),
});

function ask(client: OpenAI, content: string = JSON.stringify({ lines })) {
  return client.responses.parse({
    model: 'any',
    instructions: 'Word the lines.',
    input: [{ role: 'user', content }],
    text: { format: zodTextFormat(shape, 'wording') },
  });
}

const worded = {
  lines: [
    { key: 'r1:time', description: 'Homepage: New hero layout' },
    { key: 'r2:time', description: 'Checkout: Error states' },
    { key: 'r3:expenses', description: 'Fonts !channel' },
  ],
  memo: 'Services: Homepage, Checkout, Fonts !channel',
};

describe('the model stand-in', () => {
  it('words every line from its task and notes, the same each time, without figures', async () => {
    const { client } = await start();
    expect((await ask(client)).output_parsed).toEqual(worded);
    expect((await ask(client)).output_parsed).toEqual(worded);
  });

  it('answers chat completions alike, and finds the JSON between other words', async () => {
    const { client } = await start();
    const answer = await client.chat.completions.parse({
      model: 'any',
      messages: [
        { role: 'system', content: 'Word the lines.' },
        { role: 'user', content: `The rows:\n${JSON.stringify(lines)}\nPlease.` },
      ],
      response_format: zodResponseFormat(shape, 'wording'),
    });
    expect(answer.choices[0]?.message.parsed).toEqual(worded);
  });

  it('fills any schema: enums by what the message says, references, nullable fields', async () => {
    const { client } = await start();
    const cause = z.object({
      cause: z.enum(['tax', 'timing']),
      why: z.string().nullable(),
      sure: z.boolean(),
      score: z.number(),
    });
    const answer = await client.responses.parse({
      model: 'any',
      input: 'A matter of timing, I think',
      text: { format: zodTextFormat(cause, 'cause') },
    });
    expect(answer.output_parsed).toMatchObject({ cause: 'timing', sure: false, score: 0 });
  });

  it('answers without a schema in plain words', async () => {
    const { client } = await start();
    const answer = await client.responses.create({ model: 'any', input: 'Hello' });
    expect(answer.output_text).toBe('Noted: Hello');
  });

  it('when hostile, invents figures, mentions, links, keys, lengths and control characters', async () => {
    const { client, standIn } = await start();
    standIn.behave('hostile');
    const text = (await ask(client)).output_text;
    for (const attack of [
      '$1,000,000',
      '<!channel>',
      '<https://evil.example|click>',
      'invented:time',
      '"quantity":999',
    ]) {
      expect(text).toContain(attack);
    }
    const hostile = shape.parse(JSON.parse(text));
    expect(hostile.lines[0]?.description).toContain('\u202e');
    expect(hostile.lines[0]?.description).toContain('\u0000');
    expect(hostile.memo.length).toBeGreaterThanOrEqual(10_000);
    standIn.behave('good');
    expect((await ask(client)).output_parsed).toEqual(worded);
  });

  it('refuses, answers nothing, stops half-way and talks nonsense when it is told to', async () => {
    const { client, standIn } = await start();
    standIn.behave('refuse');
    const refused = await ask(client);
    expect(refused.output_parsed).toBeNull();
    expect(refused.output[0]).toMatchObject({ content: [{ type: 'refusal' }] });
    standIn.behave('empty');
    expect((await ask(client)).output_parsed).toBeNull();
    standIn.behave('truncated');
    const cut = await client.responses.create({
      model: 'any',
      input: JSON.stringify({ lines }),
      text: { format: zodTextFormat(shape, 'wording') },
    });
    expect(cut).toMatchObject({ status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } });
    expect(() => JSON.parse(cut.output_text)).toThrow();
    standIn.behave('garbage');
    await expect(ask(client)).rejects.toThrow(SyntaxError);
  });

  it('is out of quota, broken or refuses the key in OpenAI’s own shape', async () => {
    const { client, standIn } = await start();
    standIn.faults.set({ kind: 'status-429', times: 1 });
    await expect(ask(client)).rejects.toMatchObject({ status: 429, code: 'insufficient_quota' });
    standIn.faults.set({ kind: 'status-500', times: 1 });
    await expect(ask(client)).rejects.toBeInstanceOf(OpenAI.InternalServerError);
    standIn.faults.set({ kind: 'expired-token', times: 1 });
    await expect(ask(client)).rejects.toMatchObject({ status: 401, code: 'invalid_api_key' });
    standIn.faults.set({ kind: 'hang', times: 1 });
    await expect(client.models.retrieve('any', { timeout: 50 })).rejects.toBeInstanceOf(
      OpenAI.APIConnectionTimeoutError,
    );
    expect((await client.models.retrieve('any')).id).toBe('any');
  });
});
