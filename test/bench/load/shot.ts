import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import type { Agent } from 'node:http';

/** Where this stands in a body, every request gets an id of its own, as a browser would give it. */
export const EVENT_ID = '$eventId';

export interface Target {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Shot {
  /** 0 when no answer came at all. */
  readonly status: number;
  readonly eventId: string | null;
}

const ANSWER_WITHIN_MS = 60_000;

/** One request, answered to its last byte. It never rejects: an answer that does not come is a result too. */
export function shoot(agent: Agent, target: Target): Promise<Shot> {
  const eventId = target.body?.includes(EVENT_ID) === true ? randomUUID() : null;
  const body = eventId === null ? target.body : target.body?.replaceAll(EVENT_ID, eventId);
  return new Promise((resolve) => {
    const { method, headers } = target;
    const sent = request(target.url, { agent, method, headers, timeout: ANSWER_WITHIN_MS }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, eventId }));
      answer.on('error', () => resolve({ status: 0, eventId }));
    });
    sent.on('timeout', () => sent.destroy());
    sent.on('error', () => resolve({ status: 0, eventId }));
    sent.end(body);
  });
}
