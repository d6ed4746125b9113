import { z } from 'zod';

/** What the model is asked to answer; strict structured output makes its JSON schema from this. */
export const answerSchema = z.object({
  lines: z.array(z.object({ key: z.string(), description: z.string() })),
  memo: z.string(),
});

export interface Answer {
  /** By key; where a key came twice, the first. */
  descriptions: Map<string, string>;
  memo: string | null;
}

const looseAnswer = z.looseObject({ lines: z.array(z.unknown()), memo: z.unknown().optional() });
const looseLine = z.looseObject({ key: z.coerce.string(), description: z.string() });

/**
 * The answer in a model's text; null where there is none. A server that does not enforce the schema may wrap the
 * JSON in prose or a code fence, and may spoil single lines: those are left out.
 */
export function parseAnswer(content: string): Answer | null {
  const parsed = looseAnswer.safeParse(jsonIn(content));
  if (!parsed.success) return null;
  const descriptions = new Map<string, string>();
  for (const line of parsed.data.lines) {
    const { success, data } = looseLine.safeParse(line);
    if (success && !descriptions.has(data.key)) descriptions.set(data.key, data.description);
  }
  return { descriptions, memo: typeof parsed.data.memo === 'string' ? parsed.data.memo : null };
}

function jsonIn(content: string): unknown {
  const start = content.indexOf('{');
  const end = content.lastIndexOf('}');
  if (start === -1 || end < start) return null;
  try {
    return JSON.parse(content.slice(start, end + 1));
  } catch {
    return null;
  }
}

const part = z.looseObject({ text: z.string().default('') });

/** Of a chat completion only what is used; servers differ in the rest. */
export const completionSchema = z.looseObject({
  choices: z
    .array(
      z.looseObject({
        finish_reason: z.string().nullish(),
        message: z.looseObject({
          content: z
            .union([z.string(), z.array(part).transform((parts) => parts.map(({ text }) => text).join(''))])
            .nullish(),
          refusal: z.string().nullish(),
        }),
      }),
    )
    .min(1),
});
