import { randomUUID } from 'node:crypto';
import { drive, type DriveResult, type Words } from '@trustward/casework';
import { aCase, type Somebody } from '@trustward/testing';
import type { ProcessWorld } from './process-world.ts';
import { duty } from './rows.ts';

export const HOUR_MS = 3_600_000;

/** A drill that the DSL of the school opened, and may therefore move. */
export async function openDrill({ trust, people, school }: ProcessWorld): Promise<string> {
  const { caseId } = await aCase(trust, people.dsl, school, { drill: true, awareAt: Date.now() });
  return caseId;
}

export async function openRealCase({ trust, people, school }: ProcessWorld): Promise<string> {
  return (await aCase(trust, people.teacher, school)).caseId;
}

/** The DSL decides to refer and rings: the clock of the written follow-up runs from here. */
export async function ringSocialCare(world: ProcessWorld, caseId: string): Promise<void> {
  const { dsl } = world.people;
  await done(world, dsl, caseId, 'decide', ['reason', 'others'], 'refer');
  await done(world, dsl, caseId, 'verbal-referral', ['team', 'toldName', 'toldAt', 'said', 'number']);
}

export async function done(
  world: ProcessWorld,
  by: Somebody,
  caseId: string,
  step: string,
  supplied: readonly string[],
  outcome?: string,
  words?: Words,
): Promise<DriveResult> {
  const { version } = await duty(world, caseId, step);
  const event = {
    type: 'done',
    by: by.id,
    step,
    version,
    supplied,
    ...(outcome ? { outcome } : {}),
  } as const;
  return act(world, by, caseId, event, words);
}

/** Moves the clock of a drill to an instant of its own time. */
export const moveClock = (world: ProcessWorld, caseId: string, to: number): Promise<DriveResult> =>
  act(world, world.people.dsl, caseId, { type: 'clockMoved', by: world.people.dsl.id, to });

type ActEvent = Extract<Parameters<typeof drive>[2], { kind: 'act' }>['event'];

function act(
  { database }: ProcessWorld,
  by: Somebody,
  caseId: string,
  event: ActEvent,
  words?: Words,
): Promise<DriveResult> {
  const cause = { kind: 'act', event, eventId: randomUUID(), ...(words ? { words } : {}) } as const;
  return database.api.run(by.as, (tx) => drive(tx, caseId, cause));
}
