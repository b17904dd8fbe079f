import { HttpClient } from '@angular/common/http';
import { Injectable, computed, effect, inject, signal, untracked } from '@angular/core';
import { receipt } from '@trustward/contracts';
import { firstValueFrom } from 'rxjs';
import { type Trouble, problemOf } from '../shared/problem.ts';
import { Connection } from '../shell/connection.ts';
import { Session } from '../shell/session.ts';
import { type Draft, draft, toReport } from './draft.ts';
import { type KeptReceipt, RECEIPT_KEPT_MS, keptReceipt } from './kept-receipt.ts';
import { SealedStore } from './sealed-store.ts';

const FIRST_WAIT_MS = 4000;
const LONGEST_WAIT_MS = 60_000;
/** Answers that say nothing about the report itself: it is kept and sent again. */
const PASSING = new Set<Trouble['code']>(['offline', 'unavailable', 'unexpected', 'notSignedIn', 'tooMany']);

/** The draft on this device, and the sending of it: at once, or as soon as it can be. */
@Injectable({ providedIn: 'root' })
export class Unsent {
  private readonly http = inject(HttpClient);
  private readonly session = inject(Session);
  private readonly store = inject(SealedStore);
  private readonly connection = inject(Connection);
  private wait = FIRST_WAIT_MS;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private pending: Draft | null = null;

  readonly waiting = signal(false);
  readonly sending = signal(false);
  readonly refused = signal<Trouble | null>(null);
  private readonly last = signal<KeptReceipt | null>(null);
  /** The last receipt, for the one who sent the report and nobody else at this device. */
  readonly receipt = computed(() => {
    const last = this.last();
    return last?.personId === this.session.me()?.personId ? last : null;
  });
  /** Whether the report page is open, which shows all this itself. */
  readonly onReportPage = signal(false);
  readonly keeps = this.store.available;

  constructor() {
    effect(() => {
      if (this.connection.online()) untracked(() => void this.attempt());
    });
  }

  async load(): Promise<Draft | null> {
    if (!this.keeps) return null;
    const kept = draft.safeParse(await this.store.get(this.name()));
    return kept.success ? kept.data : null;
  }

  /** Once it is to be sent, what is kept says so: a late save of the page must not take that back. */
  async save(written: Draft): Promise<void> {
    if (this.keeps && (written.send || !this.pending)) await this.store.put(this.name(), written);
  }

  async forget(): Promise<void> {
    if (this.keeps) await this.store.delete(this.name());
  }

  /** The receipt of before, so that a reload does not lose the reference. */
  async loadReceipt(): Promise<void> {
    if (!this.keeps || this.last()) return;
    const kept = keptReceipt.safeParse(await this.store.get(this.receiptName()));
    if (kept.success) this.last.set(kept.data);
  }

  async forgetReceipt(): Promise<void> {
    const name = this.receiptName();
    this.last.set(null);
    if (this.keeps) await this.store.delete(name);
  }

  /** Picks up a report that was sent from this device and never arrived. */
  async resume(): Promise<void> {
    const kept = await this.load();
    if (kept?.send && !this.pending) await this.send(kept);
  }

  async send(written: Draft): Promise<void> {
    this.pending = { ...written, send: true };
    this.refused.set(null);
    await this.save(this.pending);
    await this.attempt();
  }

  private async attempt(): Promise<void> {
    const report = this.pending;
    clearTimeout(this.retry);
    if (!report || this.sending()) return;
    this.sending.set(true);
    try {
      const answer = await firstValueFrom(this.http.post('/api/concerns', toReport(report)));
      const personId = this.session.me()?.personId ?? '';
      await this.arrived({ given: receipt.parse(answer), urgent: report.urgent, personId });
    } catch (error) {
      // Either nothing answered, and it is tried again, or a rule said no, and the person must see why.
      await this.failed(problemOf(error), report);
    } finally {
      this.sending.set(false);
    }
  }

  private async arrived(answer: KeptReceipt): Promise<void> {
    this.pending = null;
    this.wait = FIRST_WAIT_MS;
    this.waiting.set(false);
    this.last.set(answer);
    await this.forget();
    // A browser that refuses to keep it still shows it, until the page is left.
    if (this.keeps) {
      await this.store.put(this.receiptName(), answer, RECEIPT_KEPT_MS).catch(() => undefined);
    }
  }

  private async failed(trouble: Trouble, report: Draft): Promise<void> {
    if (PASSING.has(trouble.code)) {
      this.waiting.set(true);
      this.retry = setTimeout(() => void this.attempt(), this.wait);
      this.wait = Math.min(this.wait * 2, LONGEST_WAIT_MS);
      return;
    }
    this.pending = null;
    this.waiting.set(false);
    this.refused.set(trouble);
    await this.save({ ...report, send: false });
  }

  private receiptName(): string {
    return `receipt/${this.session.me()?.personId ?? ''}`;
  }

  private name(): string {
    return `report/${this.session.me()?.personId ?? ''}`;
  }
}
