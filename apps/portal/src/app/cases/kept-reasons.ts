import { Injectable, inject } from '@angular/core';
import { SealedStore, untilSignOut } from '../report/sealed-store.ts';
import { Session } from '../shell/session.ts';

interface Wanted {
  readonly caseId: string;
  readonly step: string;
}

/** Why somebody wanted to take a duty over and was too late, until they put it away or sign out. */
@Injectable({ providedIn: 'root' })
export class KeptReasons {
  private readonly store = inject(SealedStore);
  private readonly session = inject(Session);

  async of(wanted: Wanted): Promise<string> {
    const found = this.store.available ? await this.store.get(this.name(wanted)) : null;
    return typeof found === 'string' ? found : '';
  }

  async keep(wanted: Wanted, reason: string): Promise<void> {
    if (this.store.available) await this.store.put(this.name(wanted), reason);
  }

  async forget(wanted: Wanted): Promise<void> {
    if (this.store.available) await this.store.delete(this.name(wanted));
  }

  private name({ caseId, step }: Wanted): string {
    return `${untilSignOut(this.session.me()?.personId ?? '')}take-over/${caseId}/${step}`;
  }
}
