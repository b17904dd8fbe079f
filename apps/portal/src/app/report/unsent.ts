import { HttpClient } from '@angular/common/http';
import { Injectable, computed, effect, inject, signal, untracked } from '@angular/core';
import { type Receipt, receipt } from '@trustward/contracts';
import { firstValueFrom } from 'rxjs';
import { type Trouble, problemOf } from '../shared/problem.ts';
import { Connection } from '../shell/connection.ts';
import { Session } from '../shell/session.ts';
import { type Draft, toReport } from './draft.ts';
import type { KeptReceipt } from './kept-receipt.ts';
import { KeptReports } from './kept-reports.ts';
import { PASSING, refusedDraft } from './refused-draft.ts';

const FIRST_WAIT_MS = 4000;
const LONGEST_WAIT_MS = 60_000;

/** A report and the one person in whose name it may be sent. */
interface Owned {
  readonly personId: string;
  readonly written: Draft;
}

/** The draft on this device, and the sending of it by the one who wrote it: at once, or as soon as it can be. */
@Injectable({ providedIn: 'root' })
export class Unsent {
  private readonly http = inject(HttpClient);
  private readonly session = inject(Session);
  private readonly kept = inject(KeptReports);
  private readonly connection = inject(Connection);
  private wait = FIRST_WAIT_MS;
  private retry: ReturnType<typeof setTimeout> | undefined;
  /** Whether the pending report lies on the device too, and not only here. */
  private sealed = false;

  private readonly personId = computed(() => this.session.me()?.personId);
  private readonly pending = signal<Owned | null>(null);
  private readonly inFlight = signal<Owned | null>(null);
  private readonly stalled = signal(false);
  private readonly notTaken = signal<Owned | null>(null);
  private readonly last = signal<KeptReceipt | null>(null);
  private readonly aside = signal(false);
  private readonly unread = signal(false);
  private readonly pageOpen = signal(false);

  /** All of these speak to the one who sent the report and to nobody else at this device. */
  readonly waiting = computed(() => this.stalled() && this.mine(this.pending()) !== null);
  readonly sending = computed(() => this.mine(this.inFlight()) !== null);
  /** The report that a rule did not let through, with the rule's words. */
  readonly refused = computed(() => this.mine(this.notTaken())?.written ?? null);
  readonly receipt = computed(() => (this.aside() ? null : this.mine(this.last())));
  /** The receipt of a report that arrived while the person was on another page. */
  readonly news = computed(() => (this.unread() ? this.mine(this.last()) : null));
  /** Whether a report waits in this page alone, for its writer to sign in again: the device could not keep it. */
  readonly held = computed(() => this.personId() === undefined && this.pending() !== null);
  /** Whether the report page is open, which shows all this itself. */
  readonly onReportPage = this.pageOpen.asReadonly();
  readonly keeps = this.kept.available;

  constructor() {
    effect(() => {
      const personId = this.personId();
      untracked(() => this.follow(personId));
    });
    effect(() => {
      if (this.connection.online()) untracked(() => void this.attempt());
    });
  }

  showsPage(open: boolean): void {
    this.pageOpen.set(open);
    if (open) this.unread.set(false);
  }

  async load(): Promise<Draft | null> {
    const personId = this.personId();
    return personId ? this.kept.draftOf(personId) : null;
  }

  /** Once it is to be sent, what is kept says so: a late save of the page must not take that back. */
  async save(personId: string, written: Draft): Promise<void> {
    if (!this.pending()) await this.kept.keepDraft(personId, written);
  }

  async forget(): Promise<void> {
    const personId = this.personId();
    this.notTaken.set(null);
    if (personId) await this.kept.forgetDraft(personId);
  }

  /** The receipt of before, so that a reload does not lose the reference. */
  async loadReceipt(): Promise<void> {
    const personId = this.personId();
    if (!personId || this.mine(this.last())) return;
    const found = await this.kept.receiptOf(personId);
    if (found) this.last.set(found);
  }

  /** Shows a draft that was begun since instead of the receipt, which stays. */
  putReceiptAside(): void {
    this.aside.set(true);
  }

  async forgetReceipt(): Promise<void> {
    const personId = this.personId();
    this.last.set(null);
    this.aside.set(false);
    if (personId) await this.kept.forgetReceipt(personId);
  }

  /** Picks up a report that was sent from this device and never arrived, and says of one that was not taken. */
  async resume(): Promise<void> {
    const personId = this.personId();
    this.follow(personId);
    if (!personId) return;
    if (this.pending()) return this.attempt();
    const written = await this.kept.draftOf(personId);
    if (!written || personId !== this.personId() || this.pending()) return;
    if (written.send) await this.send(personId, written);
    else if (written.refused) this.notTaken.set({ personId, written });
  }

  async send(personId: string, from: Draft): Promise<void> {
    const written = { ...from, send: true, refused: '' };
    this.notTaken.set(null);
    this.sealed = false;
    this.pending.set({ personId, written });
    // A browser that would not keep it sends it all the same.
    this.sealed = await this.kept.keepDraft(personId, written).then(
      () => this.keeps,
      () => false,
    );
    await this.attempt();
  }

  private async attempt(): Promise<void> {
    const report = this.pending();
    clearTimeout(this.retry);
    if (!report || this.inFlight() || report.personId !== this.personId()) return;
    this.inFlight.set(report);
    const answer = await this.post(report.written);
    this.inFlight.set(null);
    if ('given' in answer) await this.arrived(report, answer.given);
    else await this.failed(report, answer.trouble);
    // Whoever signed in meanwhile may have one to send as well.
    if (this.pending() && this.pending() !== report) await this.attempt();
  }

  private async post(written: Draft): Promise<{ given: Receipt } | { trouble: Trouble }> {
    try {
      return {
        given: receipt.parse(await firstValueFrom(this.http.post('/api/concerns', toReport(written)))),
      };
    } catch (error) {
      // Either nothing answered, and it is tried again, or a rule said no, and the person must see why.
      return { trouble: problemOf(error) };
    }
  }

  private async arrived(report: Owned, given: Receipt): Promise<void> {
    const { personId, written } = report;
    const got = { given, urgent: written.urgent, personId };
    this.done(report);
    if (personId === this.personId()) {
      this.last.set(got);
      this.aside.set(false);
      this.unread.set(!this.pageOpen());
    }
    // A browser that refuses to keep it still shows it, until the page is left.
    await this.kept.forgetSent(personId, written).catch(() => undefined);
    await this.kept.keepReceipt(got).catch(() => undefined);
  }

  private async failed(report: Owned, trouble: Trouble): Promise<void> {
    if (PASSING.has(trouble.code)) return this.tryLater(report);
    const written = refusedDraft(report.written, trouble);
    this.done(report);
    if (report.personId === this.personId()) {
      this.notTaken.set({ ...report, written });
      this.aside.set(true);
    }
    await this.kept.keepDraft(report.personId, written).catch(() => undefined);
  }

  private tryLater(report: Owned): void {
    if (this.pending() !== report) return;
    this.stalled.set(true);
    this.retry = setTimeout(() => void this.attempt(), this.wait);
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT_MS);
  }

  private done(report: Owned): void {
    if (this.pending() === report) this.pending.set(null);
    this.wait = FIRST_WAIT_MS;
    this.stalled.set(false);
  }

  /**
   * The session is somebody else's now, or nobody's: nothing of the one before may be sent or shown. What is sealed on
   * the device waits there; what could not be sealed waits here, but only until somebody else comes.
   */
  private follow(personId: string | undefined): void {
    const report = this.pending();
    if (report && report.personId !== personId) {
      clearTimeout(this.retry);
      this.wait = FIRST_WAIT_MS;
      this.stalled.set(false);
      if (this.sealed || personId !== undefined) this.pending.set(null);
    }
    if (this.last()?.personId !== personId) {
      this.last.set(null);
      this.aside.set(false);
      this.unread.set(false);
    }
    if (this.notTaken()?.personId !== personId) this.notTaken.set(null);
  }

  private mine<T extends { readonly personId: string }>(owned: T | null): T | null {
    return owned?.personId === this.personId() ? owned : null;
  }
}
