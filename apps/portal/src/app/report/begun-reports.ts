import { Injectable, inject } from '@angular/core';
import type { Draft } from './draft.ts';
import { KeptReports } from './kept-reports.ts';

/** Where a tab notes which report it writes, so that it finds it again: an id, and nothing of the report. */
const NOTED = 'trustward-report';
/** Longer than a page needs to let go of a report when it is loaded anew. */
const WAIT_MS = 500;

/** The reports begun on this device. Each tab writes one, and no two tabs the same. */
@Injectable({ providedIn: 'root' })
export class BegunReports {
  private readonly kept = inject(KeptReports);
  private letGo: (() => void) | null = null;

  /** The one that this tab was writing, unless another tab has gone on with it. */
  async mine(personId: string): Promise<Draft | null> {
    const id = sessionStorage.getItem(NOTED);
    if (!id || !(await this.kept.draftOf(personId, id)) || !(await this.take(id))) return null;
    return this.kept.draftOf(personId, id);
  }

  /** From now on this tab writes this one, and no other; false where another tab does. */
  async take(id: string): Promise<boolean> {
    if (!this.kept.available) return true;
    const letGo = await held(id);
    if (!letGo) return false;
    this.leave();
    this.letGo = letGo;
    sessionStorage.setItem(NOTED, id);
    return true;
  }

  /** Another tab may go on with it. */
  leave(): void {
    this.letGo?.();
    this.letGo = null;
  }

  /** Those that no tab is writing. */
  async free(personId: string): Promise<Draft[]> {
    if (!this.kept.available) return [];
    const { held: locks = [] } = await navigator.locks.query();
    const written = new Set(locks.map(({ name }) => name));
    const drafts = await this.kept.draftsOf(personId);
    return drafts.filter(({ id, send }) => !send && !written.has(lockName(id)));
  }
}

const lockName = (id: string): string => `trustward-report/${id}`;

/** How to let go of it; null where somebody else has it. */
function held(id: string): Promise<(() => void) | null> {
  return new Promise((answer) => {
    const options = { signal: AbortSignal.timeout(WAIT_MS) };
    const untilLetGo = () => new Promise<void>((letGo) => answer(letGo));
    navigator.locks.request(lockName(id), options, untilLetGo).catch(() => answer(null));
  });
}
