import { initialsOf } from '@trustward/casework';
import type { Act } from '@trustward/casework';
import { Backdated } from '@trustward/casework/backdated';
import type { Door, Tx } from '@trustward/database';
import { demoId } from './ids.ts';
import { storyStart } from './school-hours.ts';
import { DEMO_ACTOR, personIdOf, schoolIdOf } from './load-people.ts';
import type { DemoAct, DemoAsking, DemoCase, DemoDone } from './story.ts';

const HOUR = 3_600_000;

const caseIdOf = (story: DemoCase): string => demoId(`case ${story.key}`);

/** Tells a story through the real drive, each act at its own instant. Whether it was told now, or had been before. */
export function loadCase(door: Door, tenantId: string, story: DemoCase): Promise<boolean> {
  return door.run({ tenantId, actor: DEMO_ACTOR }, async (tx) => {
    const id = caseIdOf(story);
    const there = await tx.query('select 1 from app.case_file where tenant_id = $1 and id = $2', [
      tenantId,
      id,
    ]);
    if (there.length > 0) return false;
    await tell(tx, story, new Backdated(tx));
    return true;
  });
}

async function tell(tx: Tx, story: DemoCase, past: Backdated): Promise<void> {
  const start = storyStart(story, tx.startedAt);
  const at = (hoursAgo: number): number => Math.round(start - hoursAgo * HOUR);
  const { child: childName, yearGroup, source, account } = story;
  const opened = await past.open(at(story.reportedHoursAgo), {
    caseId: caseIdOf(story),
    eventId: demoId(`opening ${story.key}`),
    schoolId: schoolIdOf(story.school),
    chainId: 'concern-about-a-child',
    awareAt: at(story.awareHoursAgo),
    facts: { source, 'in-danger-now': 'no' },
    drill: story.drill === true,
    by: personIdOf(story.reporter),
    header: { childName, initials: initialsOf(childName), yearGroup },
    words: { account },
  });
  refuseRefusal(story, opened.refusal);
  for (const act of story.acts) await perform(past, story, act, at);
  await past.drive(Math.round(tx.startedAt), opened.caseId, { kind: 'time' });
  await past.deliverAll(opened.caseId);
}

async function perform(
  past: Backdated,
  story: DemoCase,
  act: DemoAct,
  at: (hours: number) => number,
): Promise<void> {
  const caseId = caseIdOf(story);
  const now = at(act.hoursAgo);
  const { state } = await past.drive(now, caseId, { kind: 'time' });
  const versionOf = (step: string): number => state.duties[step]?.version ?? -1;
  const cause = 'asks' in act ? asking(story, act, versionOf) : doing(story, act, at, versionOf);
  refuseRefusal(story, (await past.drive(now, caseId, cause)).refusal);
}

type VersionOf = (step: string) => number;

function asking(story: DemoCase, { by: email, asks, reason }: DemoAsking, versionOf: VersionOf): Act {
  const by = personIdOf(email);
  const eventId = demoId(`act ${story.key} ${asks.type} ${'step' in asks ? asks.step : ''}`);
  const event = 'step' in asks ? { ...asks, by, version: versionOf(asks.step) } : { ...asks, by };
  if (reason === undefined) return { kind: 'act', eventId, event };
  // Beside one of a chain's reasons it is told how one knows.
  return { kind: 'act', eventId, event, words: 'reason' in asks ? { why: reason } : { reason } };
}

/** What asks when they spoke, which hangs on the day of the demo. */
const CALLS: ReadonlySet<string> = new Set(['verbal-referral', 'ring-police']);

function doing(story: DemoCase, act: DemoDone, at: (hours: number) => number, versionOf: VersionOf): Act {
  const { step, outcome, emergency, happenedHoursAgo, words, referredTo } = act;
  const supplied = Object.keys(words).filter((field) => words[field] !== '' && words[field] !== false);
  const said = CALLS.has(step)
    ? { ...words, toldAt: new Date(at(happenedHoursAgo ?? act.hoursAgo)).toISOString() }
    : words;
  return {
    kind: 'act',
    eventId: demoId(`act ${story.key} ${step}`),
    // As the API keeps it: beside whom they told, that it was no mere advice.
    words: referredTo === undefined ? said : { ...said, [`${referredTo}.as`]: 'referral' },
    event: {
      type: 'done',
      by: personIdOf(act.by),
      step,
      version: versionOf(step),
      supplied: CALLS.has(step) ? [...supplied, 'toldAt'] : supplied,
      ...(outcome === undefined ? {} : { outcome }),
      ...(emergency === undefined ? {} : { emergency }),
      ...(referredTo === undefined ? {} : { learned: { contacts: { [referredTo]: 'referral' as const } } }),
      ...(happenedHoursAgo === undefined ? {} : { happenedAt: at(happenedHoursAgo) }),
    },
  };
}

/** A demo that its own chain refuses is a fault of ours, to be seen at once. */
function refuseRefusal(story: DemoCase, refusal: { readonly sentence: string } | null): void {
  if (refusal !== null) throw new Error(`The demo case "${story.key}" was refused: ${refusal.sentence}`);
}
