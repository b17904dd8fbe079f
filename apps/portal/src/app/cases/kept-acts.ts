import { Injectable, inject } from '@angular/core';
import * as z from 'zod';
import { SealedStore } from '../report/sealed-store.ts';
import { ACT_KINDS, type Wanted } from './act-kinds.ts';

/** Whose words about what. */
export interface ActPlace extends Wanted {
  readonly personId: string;
  readonly caseId: string;
}

const keptAct = z.object({
  title: z.string(),
  choice: z.string(),
  /** Not kept by what went before. */
  date: z.string().default(''),
  reason: z.string(),
  /** Whether it was sent and nothing answered: it may have been taken. */
  sent: z.boolean(),
  /** As they read once the question is gone. */
  lines: z.array(z.object({ label: z.string(), value: z.string() })),
});
export type KeptAct = z.infer<typeof keptAct>;

/** An act that somebody began to put into words. */
export interface BegunAct extends Wanted {
  readonly title: string;
  readonly sent: boolean;
}

/** What was typed in the dialog of an act, sealed on this device until it is taken or put away. */
@Injectable({ providedIn: 'root' })
export class KeptActs {
  private readonly store = inject(SealedStore);
  readonly available = this.store.available;

  async of(place: ActPlace): Promise<KeptAct | null> {
    if (!this.available) return null;
    const kept = keptAct.safeParse(await this.store.get(nameOf(place)));
    return kept.success ? kept.data : null;
  }

  async keep(place: ActPlace, words: KeptAct): Promise<void> {
    if (this.available) await this.store.put(nameOf(place), words);
  }

  async forget(place: ActPlace): Promise<void> {
    if (this.available) await this.store.delete(nameOf(place));
  }

  async begunIn({ personId, caseId }: Pick<ActPlace, 'personId' | 'caseId'>): Promise<BegunAct[]> {
    if (!this.available) return [];
    const found: BegunAct[] = [];
    for (const kind of ACT_KINDS) {
      const beginning = nameOf({ personId, caseId, kind, on: '' });
      for (const name of await this.store.namesUnder(beginning)) {
        const on = name.slice(beginning.length);
        const kept = await this.of({ personId, caseId, kind, on });
        if (kept) found.push({ kind, on, title: kept.title, sent: kept.sent });
      }
    }
    return found;
  }
}

const nameOf = ({ personId, caseId, kind, on }: ActPlace): string =>
  `act/${personId}/${caseId}/${kind}/${on}`;
