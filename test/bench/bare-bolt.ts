import type { AddressInfo } from 'node:net';
import process from 'node:process';
import { App, HTTPReceiver } from '@slack/bolt';

// The floor under every acknowledgement: Bolt, its signature check, and a listener that does nothing but ack.
const receiver = new HTTPReceiver({
  signingSecret: process.env.SLACK_SIGNING_SECRET ?? '',
  endpoints: '/slack/events',
});
const app = new App({ receiver, authorize: async () => ({ botToken: 'xoxb-none' }), convoStore: false });
app.action('approve', async ({ ack }) => {
  await ack();
});
const server = await receiver.start(0);
process.stdout.write(`${JSON.stringify({ port: (server.address() as AddressInfo).port })}\n`);
process.once('SIGTERM', () => process.exit(0));
