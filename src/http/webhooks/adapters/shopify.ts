import { z } from 'zod';
import { type Adapter, given } from './adapter.ts';

/** "gid://shopify/Order/820982911946154508": their numeric ids can exceed what a number holds. */
const gid = z.string().regex(/^gid:\/\/shopify\/\w+\/\w+$/);
const instant = z.iso.datetime({ offset: true });

const order = z.looseObject({
  admin_graphql_api_id: gid,
  updated_at: instant,
  cancelled_at: z.string().nullish(),
  fulfillment_status: z.string().nullish(),
  tags: z.string().nullish(),
  customer: z.looseObject({ admin_graphql_api_id: gid.nullish() }).nullish(),
  fulfillments: z
    .array(z.looseObject({ admin_graphql_api_id: gid.nullish(), created_at: instant.nullish() }))
    .nullish(),
});

/**
 * Shopify's own webhook orders/fulfilled, an order as of
 * https://shopify.dev/docs/api/webhooks?reference=toml (topic orders/fulfilled) and
 * https://shopify.dev/docs/api/admin-rest/latest/resources/order. Only the body is signed, and not the topic: whether
 * the order is fulfilled is read from itself. A project is known there by a tag of the order or the customer's id;
 * tags are the merchant's, while what a buyer can write (notes, cart attributes) begins nothing here.
 */
export const shopify: Adapter = (body) => {
  const read = order.safeParse(body);
  if (!read.success) return null;
  const {
    admin_graphql_api_id: id,
    updated_at,
    cancelled_at,
    fulfillment_status,
    tags,
    customer,
  } = read.data;
  if (fulfillment_status !== 'fulfilled' || cancelled_at) return [];
  const fulfillments = read.data.fulfillments ?? [];
  // The same order is told again whenever something else of it changes: its fulfilments are what happened.
  const happened = given(fulfillments.map((one) => one.admin_graphql_api_id?.split('/').at(-1)));
  return [
    {
      id: `order:${id.split('/').at(-1)}:${happened.length > 0 ? happened.join(',') : updated_at}`,
      event: 'order.fulfilled',
      theirs: given([customer?.admin_graphql_api_id?.split('/').at(-1), ...(tags ?? '').split(',')]),
      at: fulfillments.findLast((one) => one.created_at)?.created_at ?? updated_at,
    },
  ];
};
