import { z } from 'zod';

/** Who worded a draft. Stored with it, so that any wording can be traced to a model, a prompt and an input. */
export const wordingAuthor = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('model'),
    model: z.string(),
    promptVersion: z.string(),
    /** SHA-256 of the prompt's text, hex. */
    promptHash: z.string(),
    /** SHA-256 of what was asked to be worded, hex; the same whatever the order of its keys. */
    inputHash: z.string(),
  }),
  z.object({
    kind: z.literal('template'),
    /**
     * no-key: no model is set up. down: it could not be reached or answered with an error. slow: no answer in
     * time. refused: it would not do it. unusable: it answered, but with nothing that may be said.
     */
    reason: z.enum(['no-key', 'down', 'slow', 'refused', 'unusable']),
    /** For the log and the doctor, without secrets; null where the reason says it all. */
    detail: z.string().nullable(),
    /** The model that was asked; null where none was. */
    model: z.string().nullable(),
    promptVersion: z.string().nullable(),
    promptHash: z.string().nullable(),
    inputHash: z.string(),
  }),
]);

export type WordingAuthor = z.infer<typeof wordingAuthor>;

export type TemplateReason = Extract<WordingAuthor, { kind: 'template' }>['reason'];
