import { Injectable, inject, signal } from '@angular/core';
import { Session } from '../shell/session.ts';
import type { Wanted } from './act-kinds.ts';

/** An act that is being put into words, and the id of the words that will say what came of it. */
interface Asking extends Wanted {
  readonly caseId: string;
  readonly landing: string;
}

/** Which dialog of a case is open: one for them all, which stays when what it asks about goes. */
@Injectable()
export class CaseDialog {
  /** Whoever opened the page writes, whoever may be signed in when it is kept. */
  readonly personId = inject(Session).me()?.personId ?? '';
  private readonly asking = signal<Asking | null>(null);
  readonly now = this.asking.asReadonly();

  open(asking: Asking): void {
    this.asking.set(asking);
  }

  close(): void {
    this.asking.set(null);
  }
}
