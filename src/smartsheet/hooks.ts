import { z } from 'zod';
import { type ClientOptions, sdkOf, withPatience } from './calls.ts';
import { failureFromContent, PASSING_CODES } from './faults.ts';

/** A webhook of ours on one sheet, as Smartsheet keeps it. */
export interface SheetHook {
  id: string;
  name: string;
  sheetId: string;
  callbackUrl: string;
  enabled: boolean;
  /** NEW_NOT_VERIFIED, ENABLED, DISABLED_CALLBACK_FAILED, … */
  status: string;
  /** Signs each delivery; null where Smartsheet does not show it any more. */
  sharedSecret: string | null;
}

/** Every method may throw VendorFailure. */
export interface SheetHooks {
  /** All webhooks of the token's owner. */
  list(): Promise<SheetHook[]>;
  /** Made disabled: Smartsheet asks for proof at the callback before it enables one. */
  create(name: string, sheetId: string, callbackUrl: string): Promise<SheetHook>;
  /** Answers once Smartsheet has had its challenge answered at the callback; not `enabled` where it was not. */
  enable(id: string): Promise<SheetHook>;
  /** A webhook is moved while it is disabled, and enabled again by `enable`. */
  move(id: string, callbackUrl: string): Promise<SheetHook>;
}

const idOnTheWire = z.union([z.string(), z.number()]).transform(String);
const hook = z
  .looseObject({
    id: idOnTheWire,
    name: z.string().default(''),
    scopeObjectId: idOnTheWire,
    callbackUrl: z.string(),
    enabled: z.boolean().default(false),
    status: z.string().default(''),
    sharedSecret: z.string().nullish(),
  })
  .transform(
    ({ id, name, scopeObjectId: sheetId, callbackUrl, enabled, status, sharedSecret }): SheetHook => ({
      ...{ id, name, sheetId, callbackUrl, enabled, status },
      sharedSecret: sharedSecret ?? null,
    }),
  );
const one = z.looseObject({ result: hook }).transform(({ result }) => result);
const many = z.looseObject({ data: z.array(hook) }).transform(({ data }) => data);

type Endpoint = (call: object) => Promise<unknown>;
const webhooksApi = z.object({
  listWebhooks: z.custom<Endpoint>((value) => typeof value === 'function'),
  createWebhook: z.custom<Endpoint>((value) => typeof value === 'function'),
  updateWebhook: z.custom<Endpoint>((value) => typeof value === 'function'),
});

/** Smartsheet's webhooks (https://developers.smartsheet.com/api/smartsheet/guides/webhooks). */
export function createSheetHooks(options: ClientOptions): SheetHooks {
  const { log, gate } = options;
  const webhooks = webhooksApi.parse(sdkOf(options).webhooks);
  const ask = async <T>(schema: z.ZodType<T>, write: boolean, call: () => Promise<unknown>): Promise<T> => {
    const parsed = schema.safeParse(await withPatience(call, PASSING_CODES, log, gate));
    if (!parsed.success) throw failureFromContent('it is not a webhook', write, parsed.error);
    return parsed.data;
  };
  const change = (id: string, body: object) =>
    ask(one, true, () => webhooks.updateWebhook({ webhookId: encodeURIComponent(id), body }));
  return {
    list: () => ask(many, false, () => webhooks.listWebhooks({ queryParameters: { includeAll: true } })),
    create: (name, sheetId, callbackUrl) =>
      ask(one, true, () =>
        webhooks.createWebhook({
          // A sheet's id may exceed what a JSON number holds exactly; Smartsheet takes it as text as well.
          body: {
            ...{ name, callbackUrl, scope: 'sheet', events: ['*.*'], version: 1 },
            scopeObjectId: Number.isSafeInteger(Number(sheetId)) ? Number(sheetId) : sheetId,
          },
        }),
      ),
    enable: (id) => change(id, { enabled: true }),
    move: (id, callbackUrl) => change(id, { enabled: false, callbackUrl }),
  };
}
