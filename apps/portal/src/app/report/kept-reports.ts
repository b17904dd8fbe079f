import { Injectable, inject } from '@angular/core';
import { type Draft, draft, sameReport } from './draft.ts';
import { type KeptReceipt, RECEIPT_KEPT_MS, keptReceipt } from './kept-receipt.ts';
import { SealedStore } from './sealed-store.ts';

/** The one draft and the last receipt of each person who writes on this device, sealed under whose they are. */
@Injectable({ providedIn: 'root' })
export class KeptReports {
  private readonly store = inject(SealedStore);
  readonly available = this.store.available;

  async draftOf(personId: string): Promise<Draft | null> {
    if (!this.available) return null;
    const kept = draft.safeParse(await this.store.get(`report/${personId}`));
    return kept.success ? kept.data : null;
  }

  async keepDraft(personId: string, written: Draft): Promise<void> {
    if (this.available) await this.store.put(`report/${personId}`, written);
  }

  async forgetDraft(personId: string): Promise<void> {
    if (this.available) await this.store.delete(`report/${personId}`);
  }

  /** Forgets what arrived; what was written otherwise since, in another tab, stays. */
  async forgetSent(personId: string, sent: Draft): Promise<void> {
    const kept = await this.draftOf(personId);
    if (kept && sameReport(kept, sent)) await this.forgetDraft(personId);
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
