import { Injectable, inject } from '@angular/core';
import type { Draft } from './draft.ts';
import { KeptReports } from './kept-reports.ts';
import { OneTab } from './one-tab.ts';

/** Where a tab notes which report it writes, so that it finds it again: an id, and nothing of the report. */
const NOTED = 'trustward-report';

/** The reports begun on this device. Each tab writes one, and no two tabs the same. */
@Injectable({ providedIn: 'root' })
export class BegunReports {
  private readonly kept = inject(KeptReports);
  private readonly writing = new OneTab('report');

  /** The one that this tab was writing, unless another tab has gone on with it. */
  async mine(personId: string): Promise<Draft | null> {
    const id = sessionStorage.getItem(NOTED);
    if (!id || !(await this.kept.draftOf(personId, id)) || !(await this.take(id))) return null;
    return this.kept.draftOf(personId, id);
  }

  /** From now on this tab writes this one, and no other; false where another tab does. */
  async take(id: string): Promise<boolean> {
    if (!this.kept.available) return true;
    if (!(await this.writing.take(id))) return false;
    sessionStorage.setItem(NOTED, id);
    return true;
  }

  /** Another tab may go on with it. */
  leave(): void {
    this.writing.leave();
  }

  /** Those that no tab is writing. */
  async free(personId: string): Promise<Draft[]> {
    if (!this.kept.available) return [];
    const drafts = await this.kept.draftsOf(personId);
    return this.writing.free(drafts.filter(({ send }) => !send));
  }
}
