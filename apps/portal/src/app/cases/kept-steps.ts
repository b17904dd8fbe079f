import { Injectable, inject } from '@angular/core';
import * as z from 'zod';
import { SealedStore, untilSignOut } from '../report/sealed-store.ts';
import { stepAnswers } from './step-answers.ts';

/** Whose form of which step. */
interface StepPlace {
  readonly personId: string;
  readonly caseId: string;
  readonly step: string;
}

const keptStep = z.object({
  answers: stepAnswers,
  /** Whose the duty was when the form was begun. */
  begunBy: z.string().nullable(),
});
type KeptStep = z.infer<typeof keptStep>;

/** What was typed into the form of a step, sealed on this device under whose words they are. */
@Injectable({ providedIn: 'root' })
export class KeptSteps {
  private readonly store = inject(SealedStore);

  async of(place: StepPlace): Promise<KeptStep | null> {
    if (!this.store.available) return null;
    const found = (await this.store.get(lostName(place))) ?? (await this.store.get(draftName(place)));
    const kept = keptStep.safeParse(found);
    return kept.success ? kept.data : null;
  }

  /** What can still be recorded. */
  async keepDraft(place: StepPlace, kept: KeptStep): Promise<void> {
    await this.move(place, kept, { to: draftName, from: lostName });
  }

  /** What can only be read any more, until its writer puts it away or signs out. */
  async keepLost(place: StepPlace, kept: KeptStep): Promise<void> {
    await this.move(place, kept, { to: lostName, from: draftName });
  }

  /** The steps of a case of which words are kept that can only be read any more. */
  async lostIn({ personId, caseId }: Omit<StepPlace, 'step'>): Promise<string[]> {
    if (!this.store.available) return [];
    const beginning = lostName({ personId, caseId, step: '' });
    return (await this.store.namesUnder(beginning)).map((name) => name.slice(beginning.length));
  }

  async forget(place: StepPlace): Promise<void> {
    if (!this.store.available) return;
    await this.store.delete(draftName(place));
    await this.store.delete(lostName(place));
  }

  private async move(
    place: StepPlace,
    kept: KeptStep,
    { to, from }: Record<'to' | 'from', (place: StepPlace) => string>,
  ): Promise<void> {
    if (!this.store.available) return;
    await this.store.put(to(place), kept);
    await this.store.delete(from(place));
  }
}

const draftName = ({ personId, caseId, step }: StepPlace): string => `step/${personId}/${caseId}/${step}`;
const lostName = ({ personId, caseId, step }: StepPlace): string =>
  `${untilSignOut(personId)}step/${caseId}/${step}`;
