import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { liveMessage } from '@trustward/contracts';
import type { LiveMessage } from '@trustward/contracts';
import type { ApiServer } from './api-server.ts';

/** One open stream of server-sent events, and what has come down it. */
export interface EventStream {
  readonly response: IncomingMessage;
  readonly messages: LiveMessage[];
  readonly ended: Promise<void>;
  /** Waits until the messages are as wanted; fails after the time. */
  until(wanted: (messages: readonly LiveMessage[]) => boolean, withinMs?: number): Promise<void>;
  close(): void;
}

export function openStream(server: ApiServer, cookie: string): Promise<EventStream> {
  const { port } = server.http.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const asked = request({ port, path: '/api/live', headers: { cookie, accept: 'text/event-stream' } });
    asked.on('error', reject);
    asked.on('response', (response) => resolve(listenTo(response)));
    asked.end();
  });
}

function listenTo(response: IncomingMessage): EventStream {
  const messages: LiveMessage[] = [];
  let rest = '';
  response.on('data', (chunk: Buffer) => {
    const parts = (rest + chunk.toString()).split('\n\n');
    rest = parts.pop() ?? '';
    for (const part of parts) {
      const data = part.split('\n').find((line) => line.startsWith('data: '));
      if (data !== undefined) messages.push(liveMessage.parse(JSON.parse(data.slice(6))));
    }
  });
  response.on('error', () => undefined);
  const ended = new Promise<void>((done) => response.on('close', () => done()));
  const until = async (wanted: (seen: readonly LiveMessage[]) => boolean, withinMs = 5_000) => {
    const giveUpAt = Date.now() + withinMs;
    while (!wanted(messages)) {
      if (Date.now() > giveUpAt) throw new Error(`the stream said only ${JSON.stringify(messages)}`);
      await new Promise((done) => setTimeout(done, 20));
    }
  };
  return { response, messages, ended, until, close: () => response.destroy() };
}
