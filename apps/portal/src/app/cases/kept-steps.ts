import { Injectable, inject } from '@angular/core';
import * as z from 'zod';
import { SealedStore } from '../report/sealed-store.ts';
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
  /** Whether it can only be read any more. */
  lost: z.boolean(),
  /** Whether it was sent and nothing answered: it may have been recorded. */
  sent: z.boolean(),
});
type KeptStep = z.infer<typeof keptStep>;

/** A step of which words are kept that can only be read any more. */
type LostStep = Pick<StepPlace, 'step'> & Pick<KeptStep, 'sent'>;

/** What was typed into the form of a step, sealed on this device under whose words they are. */
@Injectable({ providedIn: 'root' })
export class KeptSteps {
  private readonly store = inject(SealedStore);

  async of(place: StepPlace): Promise<KeptStep | null> {
    if (!this.store.available) return null;
    const kept = keptStep.safeParse(await this.store.get(nameOf(place)));
    return kept.success ? kept.data : null;
  }

  async keep(place: StepPlace, kept: KeptStep): Promise<void> {
    if (this.store.available) await this.store.put(nameOf(place), kept);
  }

  async lostIn({ personId, caseId }: Omit<StepPlace, 'step'>): Promise<LostStep[]> {
    if (!this.store.available) return [];
    const beginning = nameOf({ personId, caseId, step: '' });
    const steps = (await this.store.namesUnder(beginning)).map((name) => name.slice(beginning.length));
    const found = await Promise.all(
      steps.map(async (step) => ({ step, kept: await this.of({ personId, caseId, step }) })),
    );
    return found.flatMap(({ step, kept }) => (kept?.lost ? [{ step, sent: kept.sent }] : []));
  }

  async forget(place: StepPlace): Promise<void> {
    if (this.store.available) await this.store.delete(nameOf(place));
  }
}

const nameOf = ({ personId, caseId, step }: StepPlace): string => `step/${personId}/${caseId}/${step}`;
