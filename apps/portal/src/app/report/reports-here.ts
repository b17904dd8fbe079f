import { Injectable, inject } from '@angular/core';
import { draft } from './draft.ts';
import { REPORTS, SealedStore } from './sealed-store.ts';

interface ReportHere {
  readonly writer: string;
  readonly startedAt: number;
  /** Whether its writer pressed Send; one that was not taken has as little been told to anybody. */
  readonly sent: boolean;
}

/** The reports that lie on this device, whoever wrote them: when each was begun and whether it was to go, and no word more. */
@Injectable({ providedIn: 'root' })
export class ReportsHere {
  private readonly store = inject(SealedStore);

  /** Oldest first. A browser that would not open its store kept nothing in it. */
  async find(): Promise<readonly ReportHere[]> {
    if (!this.store.available) return [];
    const names = await this.store.namesUnder(REPORTS).catch(() => []);
    const found = await Promise.all(names.map((name) => this.read(name).catch(() => [])));
    return found.flat().sort((a, b) => a.startedAt - b.startedAt);
  }

  private async read(name: string): Promise<ReportHere[]> {
    const { data } = draft.safeParse(await this.store.get(name));
    if (data === undefined) return [];
    const { startedAt, send, refused } = data;
    return [{ writer: name.split('/')[1] ?? '', startedAt, sent: send || refused !== '' }];
  }
}
