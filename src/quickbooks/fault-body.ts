import { z } from 'zod';

export interface QuickBooksFault {
  /** Lower case: "validationfault", "systemfault", "authentication". */
  type: string;
  /** The first error's code without leading zeros; null where it has none. */
  code: string | null;
  message: string;
}

const text = z.union([z.string(), z.number().transform(String)]).nullish();
const faultError = z.object({ Message: text, message: text, Detail: text, detail: text, code: text });
const faultBody = z.object({
  Error: z.unknown().optional(),
  error: z.unknown().optional(),
  type: z.string().nullish(),
});
const envelope = z.object({ Fault: faultBody.nullish(), fault: faultBody.nullish() });

/** The Fault in a body, in either of the two casings QuickBooks uses; null where there is none. */
export function faultIn(body: unknown): QuickBooksFault | null {
  const parsed = envelope.safeParse(body);
  const fault = parsed.success ? (parsed.data.Fault ?? parsed.data.fault) : null;
  if (!fault) return null;
  const errors = z.array(faultError).safeParse(fault.Error ?? fault.error).data ?? [];
  return {
    type: (fault.type ?? '').toLowerCase(),
    code: errors[0]?.code?.replace(/^0+(?=.)/, '') ?? null,
    message: errors.map(sentence).filter(Boolean).join(' '),
  };
}

function sentence(error: z.infer<typeof faultError>): string {
  const message = (error.Message ?? error.message ?? '').trim();
  const detail = (error.Detail ?? error.detail ?? '').trim();
  if (detail === '' || message.includes(detail)) return message;
  return message === '' || detail.includes(message) ? detail : `${message.replace(/[.:]$/, '')}: ${detail}`;
}
