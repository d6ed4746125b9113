import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import type { SandboxRequest } from '../http.ts';
import { FORM } from './to-bot.ts';

/** The connections that a bot in Socket Mode keeps open, newest last (https://docs.slack.dev/apis/events-api/using-socket-mode). */
export interface SocketMode {
  /** apps.connections.open: an address that is good for one connection. */
  open(request: SandboxRequest, origin: string): Record<string, unknown>;
  connected(): boolean;
  /** Sends what would have been POSTed, as an envelope, and resolves with the payload of its acknowledgement. */
  deliver(body: string, contentType: string, signal: AbortSignal): Promise<unknown>;
  /** Cuts every connection, as Slack does every few hours: a good client opens another. */
  cut(): void;
  stop(): void;
}

const acknowledgement = z.looseObject({ envelope_id: z.string(), payload: z.unknown().optional() });

export function createSocketMode(server: Server, appToken: string | null): SocketMode {
  const sockets: WebSocket[] = [];
  const tickets = new Set<string>();
  const waiting = new Map<string, (payload: unknown) => void>();
  const upgrades = new WebSocketServer({ noServer: true });

  const accept = (socket: WebSocket) => {
    sockets.push(socket);
    socket.on('close', () => {
      if (sockets.includes(socket)) sockets.splice(sockets.indexOf(socket), 1);
    });
    socket.on('message', (data) => {
      const read = acknowledgement.safeParse(jsonOrNull(String(data)));
      if (!read.success) return;
      waiting.get(read.data.envelope_id)?.(read.data.payload ?? '');
      waiting.delete(read.data.envelope_id);
    });
    const hello = {
      type: 'hello',
      num_connections: sockets.length,
      connection_info: { app_id: 'A0SANDBOX' },
    };
    socket.send(JSON.stringify(hello));
  };
  server.on('upgrade', (req: IncomingMessage, stream: Duplex, head: Buffer) => {
    const ticket = new URL(req.url ?? '/', 'http://sandbox').searchParams.get('ticket') ?? '';
    if (!tickets.delete(ticket)) return void stream.destroy();
    upgrades.handleUpgrade(req, stream, head, accept);
  });

  return {
    open({ headers }, origin) {
      if (appToken === null || headers.authorization !== `Bearer ${appToken}`)
        return { ok: false, error: 'invalid_auth' };
      const ticket = randomUUID();
      tickets.add(ticket);
      return { ok: true, url: `${origin.replace(/^http/, 'ws')}/link/?ticket=${ticket}` };
    },
    connected: () => sockets.length > 0,
    deliver(body, contentType, signal) {
      const socket = sockets.at(-1);
      if (!socket) return Promise.reject(new Error('the bot is not connected'));
      const id = randomUUID();
      return new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('no acknowledgement')), { once: true });
        waiting.set(id, resolve);
        socket.send(
          JSON.stringify({ envelope_id: id, accepts_response_payload: true, ...envelope(body, contentType) }),
        );
      });
    },
    cut: () => {
      for (const socket of sockets.splice(0)) socket.terminate();
    },
    stop: () => {
      for (const socket of sockets.splice(0)) socket.terminate();
      upgrades.close();
    },
  };
}

function envelope(body: string, contentType: string): { type: string; payload: unknown } {
  if (contentType !== FORM) return { type: 'events_api', payload: jsonOrNull(body) };
  const form = Object.fromEntries(new URLSearchParams(body));
  if (form.payload !== undefined) return { type: 'interactive', payload: jsonOrNull(form.payload) };
  return { type: 'slash_commands', payload: form };
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
