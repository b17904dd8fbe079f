import { Inject, Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnModuleInit } from '@nestjs/common';
import { listen } from '@trustward/database';
import type { CaseChanged, NoticeMade } from '@trustward/database';
import type { Logger } from '@trustward/observability';
import { API_CONFIG, LOGGER, type ApiConfig } from '../platform/api-config.ts';
import { SessionStore } from '../platform/session-store.ts';
import { endedAmong } from './ended-among.ts';
import { LiveReader } from './live-reader.ts';
import type { Subscriber } from './subscriber.ts';
import { WaitingReminders } from './waiting-reminders.ts';

/** A session that was ended elsewhere is felt within five seconds. */
const CHECK_SESSIONS_MS = 4_000;
const LOOK_FOR_REMINDERS_MS = 4_000;
const BEAT_MS = 15_000;
const LISTEN_AGAIN_MS = 1_000;
const STREAMS_PER_SESSION = 8;

/** All open streams of this process, fed by one connection that listens to PostgreSQL. */
@Injectable()
export class LiveHub implements OnModuleInit, BeforeApplicationShutdown {
  private readonly subscribers = new Set<Subscriber>();
  private readonly busy = new Set<Subscriber>();
  private readonly timers: NodeJS.Timeout[] = [];
  private connection: { close(): Promise<void> } | null = null;
  private stopped = false;

  constructor(
    private readonly reader: LiveReader,
    private readonly sessions: SessionStore,
    private readonly reminders: WaitingReminders,
    @Inject(API_CONFIG) private readonly config: ApiConfig,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.connect();
    this.timers.push(setInterval(() => void this.endDeadSessions(), CHECK_SESSIONS_MS));
    this.timers.push(setInterval(() => void this.lookForReminders(), LOOK_FOR_REMINDERS_MS));
    this.timers.push(setInterval(() => this.subscribers.forEach((one) => one.beat()), BEAT_MS));
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    this.timers.forEach(clearInterval);
    this.subscribers.forEach((one) => one.end());
    await this.connection?.close();
  }

  add(subscriber: Subscriber): void {
    const own = [...this.subscribers].filter(({ session }) => session.id === subscriber.session.id);
    own.slice(0, Math.max(0, own.length + 1 - STREAMS_PER_SESSION)).forEach((one) => this.remove(one));
    this.subscribers.add(subscriber);
    if (this.reminders.message.waitingSince !== null) subscriber.send(this.reminders.message);
  }

  remove(subscriber: Subscriber): void {
    this.subscribers.delete(subscriber);
    subscriber.end();
  }

  private async connect(): Promise<void> {
    this.connection = await listen(this.config.apiDatabase.url, {
      onCaseChanged: (change) => this.onCase(change),
      onNoticeMade: (notice) => this.onNotice(notice),
      onLost: () => void this.reconnect(),
    });
    if (this.stopped) await this.connection.close();
  }

  /** What was said meanwhile is lost, so every page is made to come again, and loads anew when it does. */
  private async reconnect(): Promise<void> {
    this.logger.warn('the connection that listens for changes is gone');
    while (!this.stopped) {
      await new Promise((done) => setTimeout(done, LISTEN_AGAIN_MS));
      if (this.stopped) return;
      try {
        await this.connect();
        break;
      } catch (unreachable) {
        // PostgreSQL may be away for as long as it likes; there is nothing to do but ask again.
        this.logger.debug('still cannot listen for changes', { err: unreachable });
      }
    }
    this.subscribers.forEach((one) => this.remove(one));
  }

  private onCase({ tenantId, caseId, version }: CaseChanged): void {
    for (const one of this.subscribers) {
      if (one.session.tenantId !== tenantId) continue;
      one.noteCase(caseId, version);
      void this.serve(one);
    }
  }

  private onNotice({ tenantId, personIds }: NoticeMade): void {
    for (const one of this.subscribers) {
      if (one.session.tenantId !== tenantId || !personIds.includes(one.session.personId)) continue;
      one.noteNotice();
      void this.serve(one);
    }
  }

  /** One question at a time per page; what arrives meanwhile is asked about together. */
  private async serve(one: Subscriber): Promise<void> {
    if (this.busy.has(one)) return;
    this.busy.add(one);
    try {
      while (one.isWaiting) await this.reader.tell(one);
    } catch (unreachable) {
      // The page cannot be told safely; it comes again by itself and loads what it may see.
      this.logger.warn('could not tell a page what changed', { err: unreachable });
      this.remove(one);
    } finally {
      this.busy.delete(one);
    }
  }

  private async lookForReminders(): Promise<void> {
    try {
      if (await this.reminders.look()) this.subscribers.forEach((one) => one.send(this.reminders.message));
    } catch (unreachable) {
      // PostgreSQL is away, and so is every page's stream; what waits is looked for again.
      this.logger.debug('cannot tell whether reminders wait', { err: unreachable });
    }
  }

  private async endDeadSessions(): Promise<void> {
    try {
      const over = await endedAmong(this.subscribers, (ids) => this.sessions.stillAlive(ids));
      for (const one of over) {
        one.send({ kind: 'signedOut' });
        this.remove(one);
      }
    } catch (unreachable) {
      // Whether a session is alive cannot be known now, so no stream may go on.
      this.logger.warn('could not check sessions', { err: unreachable });
      this.subscribers.forEach((one) => this.remove(one));
    }
  }
}
