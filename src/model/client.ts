import type { Logger } from 'pino';
import { type Ask, createAsk } from './ask.ts';
import { tellByModel } from './telling.ts';
import type { WordingModel } from './types.ts';
import { wordByModel, wordByTemplates } from './wording.ts';

export interface WordingOptions {
  apiKey: string;
  model: string;
  /** null: OpenAI's own. */
  baseUrl: string | null;
  /** For a whole invoice, every question and second try included; default 8 000. */
  timeoutMs?: number;
  log?: Pick<Logger, 'debug' | 'warn'>;
  /** Told how each question ended. */
  onCall?: (worked: boolean) => void;
}

/** Words invoices with a model, or with the templates alone where there is none (`null`). */
export function createWording(options: WordingOptions | null): WordingModel {
  if (options === null)
    return { wordInvoice: async (input) => wordByTemplates(input, 'no-key'), tell: async () => null };
  const { model, timeoutMs = 8_000, log, onCall = () => {} } = options;
  const asking = createAsk({ ...options, timeoutMs });
  const ask: Ask = async (...question) => {
    const asked = await asking(...question);
    onCall(!('reason' in asked));
    return asked;
  };
  return {
    async wordInvoice(input) {
      const wording = await wordByModel(ask, model, input, AbortSignal.timeout(timeoutMs));
      if (wording.author.kind === 'template') {
        log?.warn({ author: wording.author }, 'The model did not word the draft; the templates did');
      } else if (wording.rejected.length > 0) {
        log?.debug(
          { rejected: wording.rejected },
          'Some of what the model said was replaced by the templates',
        );
      }
      return wording;
    },
    tell: (tellable) => tellByModel(ask, tellable, AbortSignal.timeout(timeoutMs)),
  };
}
