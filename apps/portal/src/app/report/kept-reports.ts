import { Injectable, inject } from '@angular/core';
import { type Draft, draft, sameReport } from './draft.ts';
import { type KeptReceipt, RECEIPT_KEPT_MS, keptReceipt } from './kept-receipt.ts';
import { REPORTS, SealedStore, lapsed } from './sealed-store.ts';

/** The drafts and the last receipt of each person who writes on this device, sealed under whose they are. */
@Injectable({ providedIn: 'root' })
export class KeptReports {
  private readonly store = inject(SealedStore);
  readonly available = this.store.available;

  async draftOf(personId: string, id: string): Promise<Draft | null> {
    if (!this.available) return null;
    const kept = draft.safeParse(await this.store.get(nameOf(personId, id)));
    return kept.success ? kept.data : null;
  }

  /** All that the person began and did not send, the oldest first. */
  async draftsOf(personId: string): Promise<Draft[]> {
    if (!this.available) return [];
    const beginning = nameOf(personId, '');
    const ids = (await this.store.namesUnder(beginning)).map((name) => name.slice(beginning.length));
    const drafts = await Promise.all(ids.map((id) => this.draftOf(personId, id)));
    return drafts.filter((one) => one !== null).sort((a, b) => a.startedAt - b.startedAt);
  }

  async keepDraft(personId: string, written: Draft): Promise<void> {
    if (!this.available) return;
    // One that was only begun may lapse; one that its writer sent waits for them, however long.
    const wasSent = written.send || written.refused !== '';
    await this.store.put(nameOf(personId, written.id), written, wasSent ? Infinity : undefined);
  }

  async forgetDraft(personId: string, id: string): Promise<void> {
    if (this.available) await this.store.delete(nameOf(personId, id));
  }

  /** Forgets what arrived; what was written otherwise since, in another tab, stays. */
  async forgetSent(personId: string, sent: Draft): Promise<void> {
    const kept = await this.draftOf(personId, sent.id);
    if (kept && sameReport(kept, sent)) await this.forgetDraft(personId, sent.id);
  }

  /** Since when each report is gone that the person began and did not send in time; until they have read of it. */
  async lapsedOf(personId: string): Promise<number[]> {
    if (!this.available) return [];
    await this.draftsOf(personId);
    const notes = await this.store.namesUnder(lapsed(nameOf(personId, '')));
    return (await Promise.all(notes.map((note) => this.store.get(note)))).map(Number);
  }

  async forgetLapsed(personId: string): Promise<void> {
    const notes = await this.store.namesUnder(lapsed(nameOf(personId, '')));
    await Promise.all(notes.map((note) => this.store.delete(note)));
  }

  async receiptOf(personId: string): Promise<KeptReceipt | null> {
    if (!this.available) return null;
    const kept = keptReceipt.safeParse(await this.store.get(`receipt/${personId}`));
    return kept.success ? kept.data : null;
  }

  async keepReceipt(given: KeptReceipt): Promise<void> {
    if (this.available) await this.store.put(`receipt/${given.personId}`, given, RECEIPT_KEPT_MS);
  }

  async forgetReceipt(personId: string): Promise<void> {
    if (this.available) await this.store.delete(`receipt/${personId}`);
  }
}

const nameOf = (personId: string, id: string): string => `${REPORTS}${personId}/${id}`;
