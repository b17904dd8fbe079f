import { DestroyRef, Injectable, effect, inject, signal, untracked } from '@angular/core';
import { type LiveMessage, liveMessage } from '@trustward/contracts';
import { Connection } from './connection.ts';
import { Session } from './session.ts';

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 60_000;
/** Several messages of one act arrive together; the page reloads once. */
const GATHER_MS = 150;
/** A stream that comes back within this was not missed, and nothing is said of it. */
const SAY_PAUSED_AFTER_MS = 5000;

/** The one stream that says what changed. Pages watch `changes` and reload; that it opens counts as a change. */
@Injectable({ providedIn: 'root' })
export class Live {
  private readonly session = inject(Session);
  private readonly connection = inject(Connection);
  private readonly count = signal(0);
  private stream: EventSource | null = null;
  private wanted = false;
  private wait = FIRST_WAIT_MS;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private gathering: ReturnType<typeof setTimeout> | undefined;
  private pausing: ReturnType<typeof setTimeout> | undefined;

  /** Grows with every change this person may know of. */
  readonly changes = this.count.asReadonly();
  private readonly silent = signal(false);
  /** Whether the stream has been down so long that what the page shows may be behind. */
  readonly paused = this.silent.asReadonly();

  private readonly waiting = signal<string | null>(null);
  /** Since when nothing that time brings is told; null while it is. */
  readonly remindersWaitingSince = this.waiting.asReadonly();

  constructor() {
    inject(DestroyRef).onDestroy(() => this.stop());
    let before = untracked(this.connection.online);
    effect(() => {
      const online = this.connection.online();
      // An effect runs once where nothing came or went: every page would be read once more, for nothing.
      if (online === before) return;
      before = online;
      untracked(() => this.wanted && (online ? this.reconnect() : this.close()));
    });
  }

  open(): void {
    this.wanted = true;
    if (this.stream || !this.session.may('live:read')) return;
    const stream = new EventSource('/api/live');
    this.stream = stream;
    stream.onopen = () => this.opened();
    stream.onmessage = (event: MessageEvent<string>) => this.heard(event.data);
    stream.onerror = () => this.lost();
  }

  /** Nobody is signed in any more. */
  stop(): void {
    this.wanted = false;
    this.close();
    this.waiting.set(null);
    this.heardAgain();
  }

  /** A stream that lived through a lost network may be dead without knowing it. */
  private reconnect(): void {
    this.close();
    this.open();
    this.changed();
  }

  private close(): void {
    clearTimeout(this.retry);
    this.stream?.close();
    this.stream = null;
  }

  private opened(): void {
    this.heardAgain();
    this.wait = FIRST_WAIT_MS;
    // A new stream says at once if they wait, and nothing if not.
    this.waiting.set(null);
    // Whatever happened before the stream stood, since the page loaded or while it was down, was not heard.
    this.changed();
  }

  private heardAgain(): void {
    clearTimeout(this.pausing);
    this.pausing = undefined;
    this.silent.set(false);
  }

  private lost(): void {
    this.close();
    this.pausing ??= setTimeout(() => this.silent.set(true), SAY_PAUSED_AFTER_MS);
    this.retry = setTimeout(() => this.open(), this.wait + Math.random() * FIRST_WAIT_MS);
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT_MS);
  }

  private heard(data: string): void {
    const message = parse(data);
    if (message?.kind === 'signedOut') return this.signedOut();
    if (message?.kind === 'reminders') return this.waiting.set(message.waitingSince);
    if (message) this.changed();
  }

  private changed(): void {
    clearTimeout(this.gathering);
    this.gathering = setTimeout(() => this.count.update((n) => n + 1), GATHER_MS);
  }

  private signedOut(): void {
    this.stop();
    this.session.end();
  }
}

function parse(data: string): LiveMessage | null {
  try {
    return liveMessage.parse(JSON.parse(data));
  } catch {
    // A message of a newer version: the page reloads on the next one it knows.
    return null;
  }
}
