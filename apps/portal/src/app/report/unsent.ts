import { HttpClient } from '@angular/common/http';
import { Injectable, computed, effect, inject, signal, untracked } from '@angular/core';
import { type Receipt, receipt } from '@trustward/contracts';
import { firstValueFrom } from 'rxjs';
import { answeredWithin } from '../shared/answered-within.ts';
import { type Trouble, problemOf } from '../shared/problem.ts';
import { Tick } from '../shared/tick.ts';
import { Connection } from '../shell/connection.ts';
import { Session } from '../shell/session.ts';
import { type Draft, notAhead, toReport } from './draft.ts';
import type { KeptReceipt } from './kept-receipt.ts';
import { KeptReports } from './kept-reports.ts';
import { OneTab } from './one-tab.ts';
import { PASSING, refusedDraft } from './refused-draft.ts';

const FIRST_WAIT_MS = 4000;
const LONGEST_WAIT_MS = 60_000;
/** After which the page says that nobody has been told, though the answer may still come. */
const HONEST_AFTER_MS = 5_000;
/** After which it is sent anew: by its event id it is the same report, whichever of them arrived. */
const ANEW_AFTER_MS = 30_000;

/** A report and the one person in whose name it may be sent. */
interface Owned {
  readonly personId: string;
  readonly written: Draft;
}

/** The sending of reports by the one who wrote them: at once, or as soon as it can be. */
@Injectable({ providedIn: 'root' })
export class Unsent {
  private readonly http = inject(HttpClient);
  private readonly session = inject(Session);
  private readonly kept = inject(KeptReports);
  private readonly connection = inject(Connection);
  private readonly tick = inject(Tick);
  /** Of the tabs of this browser one sends a report; another takes it up when that one has let go of it. */
  private readonly turn = new OneTab('sending');
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
  /** Those that arrived and were not read yet. */
  private readonly arrivals = signal<readonly KeptReceipt[]>([]);
  private readonly reading = signal<'as it comes' | 'aside' | 'asked for'>('as it comes');
  /** A report that was not taken, and is to be gone on with. */
  readonly wanted = signal<Draft | null>(null);
  /** What settled on this page already: should the device not let go of it, it is not sent by itself again. */
  private readonly settled = new Set<string>();
  /** Of which reports the report page shows itself what becomes of them; null while it is not open. */
  private readonly page = signal<((id: string) => boolean) | null>(null);

  /** All of these speak to the one who sent the report and to nobody else at this device. */
  readonly waiting = computed(() => this.stalled() && this.mine(this.pending()) !== null);
  /** The draft that is being sent, or waits to be. */
  readonly onItsWay = computed(() => {
    const report = this.mine(this.inFlight()) ?? (this.stalled() ? this.mine(this.pending()) : null);
    return report?.written.id ?? null;
  });
  /** The report that a rule did not let through, with the rule's words. */
  readonly refused = computed(() => this.mine(this.notTaken())?.written ?? null);
  readonly receipt = computed(() => (this.reading() === 'aside' ? null : this.mine(this.last())));
  /** Whether the receipt is to be read, whatever is being written. */
  readonly asked = computed(() => this.reading() === 'asked for');
  /** What becomes of reports that the page which is open does not show. */
  readonly news = computed(() => {
    const [onItsWay, refused] = [this.onItsWay(), this.refused()];
    return {
      waiting: this.waiting() && onItsWay !== null && !this.shown(onItsWay),
      refused: refused && !this.shown(refused.id) ? refused : null,
      received: this.arrivals().filter((got) => this.mine(got)),
    };
  });
  /** Whether a report waits in this page alone, for its writer to sign in again: the device could not keep it. */
  readonly held = computed(() => this.personId() === undefined && this.pending() !== null);
  readonly onReportPage = computed(() => this.page() !== null);
  readonly keeps = this.kept.available;

  constructor() {
    effect(() => {
      const personId = this.personId();
      untracked(() => this.follow(personId));
    });
    effect(() => {
      if (this.connection.online()) untracked(() => void this.attempt());
    });
    effect(() => {
      this.connection.online();
      this.tick.device();
      untracked(() => void this.takeUp().catch(() => undefined));
    });
  }

  showsPage(shown: ((id: string) => boolean) | null): void {
    this.page.set(shown);
  }

  /** Once it is to be sent, what is kept says so: a late save of the page must not take that back. */
  async save(personId: string, written: Draft): Promise<void> {
    if (this.pending()?.written.id !== written.id) await this.kept.keepDraft(personId, written);
  }

  async forget(id: string): Promise<void> {
    const personId = this.personId();
    if (this.refused()?.id === id) this.notTaken.set(null);
    if (personId) await this.kept.forgetDraft(personId, id);
  }

  /** The receipt of before, so that a reload does not lose the reference. */
  async loadReceipt(): Promise<void> {
    const personId = this.personId();
    if (!personId || this.mine(this.last())) return;
    const found = await this.kept.receiptOf(personId);
    if (found) this.last.set(found);
  }

  goOnWith(refused: Draft): void {
    this.putReceiptAside();
    this.wanted.set(refused);
  }

  /** Shows a draft that was begun since instead of the receipt, which stays. */
  putReceiptAside(): void {
    this.reading.set('aside');
  }

  /** Shows this receipt, whatever is being written. */
  read(got: KeptReceipt): void {
    this.last.set(got);
    this.reading.set('asked for');
  }

  /** It stands on the page. */
  seen(got: KeptReceipt): void {
    this.arrivals.update((all) => all.filter(({ id }) => id !== got.id));
  }

  async forgetReceipt(): Promise<void> {
    const personId = this.personId();
    this.last.set(null);
    this.reading.set('as it comes');
    if (personId) await this.kept.forgetReceipt(personId);
  }

  /** Picks up a report that was sent from this device and never arrived, and says of one that was not taken. */
  async resume(): Promise<void> {
    const personId = this.personId();
    this.follow(personId);
    if (!personId) return;
    if (this.pending()) return this.attempt();
    if (await this.takeUp()) return;
    const written = (await this.kept.draftsOf(personId)).find(({ refused }) => refused !== '');
    if (written && personId === this.personId() && !this.refused()) this.notTaken.set({ personId, written });
  }

  /** Sends one that was to be sent from this device and that no tab is sending: perhaps the one that was is closed. */
  private async takeUp(): Promise<boolean> {
    const personId = this.personId();
    if (!personId || !this.keeps || this.pending()) return false;
    const begun = await this.kept.draftsOf(personId);
    const waiting = begun.filter(({ id, send }) => send && !this.settled.has(id));
    for (const { id } of waiting) {
      if (this.pending() || !(await this.turn.take(id))) continue;
      // It may have arrived while this tab waited for its turn.
      const written = await this.kept.draftOf(personId, id);
      if (written?.send && personId === this.personId() && !this.pending()) {
        await this.send(personId, written);
        return true;
      }
      if (!this.pending()) this.turn.leave();
    }
    return false;
  }

  async send(personId: string, from: Draft): Promise<void> {
    const written = { ...from, send: true, refused: '' };
    if (this.refused()?.id === from.id) this.notTaken.set(null);
    this.settled.delete(written.id);
    this.sealed = false;
    this.pending.set({ personId, written });
    if (this.keeps) void this.turn.take(written.id);
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
    const honest = setTimeout(() => this.stalled.set(true), HONEST_AFTER_MS);
    const answer = await this.post(report.written);
    clearTimeout(honest);
    this.inFlight.set(null);
    if ('given' in answer) await this.arrived(report, answer.given);
    else await this.failed(report, answer.trouble);
    if (this.pending() === report) return;
    if (!this.pending()) this.turn.leave();
    // Another may have been sent meanwhile, or may wait on the device: perhaps by whoever signed in since.
    await this.resume().catch(() => undefined);
  }

  private async post(written: Draft): Promise<{ given: Receipt } | { trouble: Trouble }> {
    try {
      const answer = this.http.post('/api/concerns', toReport(written)).pipe(answeredWithin(ANEW_AFTER_MS));
      return { given: receipt.parse(await firstValueFrom(answer)) };
    } catch (error) {
      // Either nothing answered, and it is tried again, or a rule said no, and the person must see why.
      return { trouble: problemOf(error) };
    }
  }

  private async arrived(report: Owned, given: Receipt): Promise<void> {
    const { personId, written } = report;
    const got = { id: written.id, given, urgent: written.urgent, personId };
    this.done(report);
    if (personId === this.personId()) {
      this.last.set(got);
      this.reading.set('as it comes');
      this.arrivals.update((all) => [...all, got]);
    }
    // A browser that refuses to keep it still shows it, until the page is left.
    await this.kept.forgetSent(personId, written).catch(() => undefined);
    await this.kept.keepReceipt(got).catch(() => undefined);
  }

  private async failed(report: Owned, trouble: Trouble): Promise<void> {
    if (PASSING.has(trouble.code)) return this.tryLater(report);
    const inTime = notAhead(report.written, this.tick.now());
    if (report.personId === this.personId() && isAhead(report.written, inTime, trouble)) {
      return this.send(report.personId, inTime);
    }
    const written = refusedDraft(report.written, trouble);
    this.done(report);
    if (report.personId === this.personId()) {
      this.notTaken.set({ ...report, written });
      this.reading.set('aside');
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
    this.settled.add(report.written.id);
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
      if (this.sealed || personId !== undefined) {
        this.pending.set(null);
        this.turn.leave();
      }
    }
    if (this.last()?.personId !== personId) {
      this.last.set(null);
      this.arrivals.set([]);
      this.reading.set('as it comes');
    }
    if (this.notTaken()?.personId !== personId) {
      this.notTaken.set(null);
      this.wanted.set(null);
    }
  }

  private shown(id: string): boolean {
    return this.page()?.(id) ?? false;
  }

  private mine<T extends { readonly personId: string }>(owned: T | null): T | null {
    return owned?.personId === this.personId() ? owned : null;
  }
}

/** "Just now", by a clock of this device that was put right since. */
const isAhead = (sent: Draft, inTime: Draft, { rule }: Trouble): boolean =>
  rule === 'future' && sent.aware === 'now' && inTime.startedAt < sent.startedAt;
