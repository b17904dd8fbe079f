import { untimed } from './line.ts';
import type { Untimed } from './line.ts';
import type { Taken } from './play.ts';
import { sayHeard, whoHears } from './who.ts';
import { whyNeedless, whyOpened } from './why.ts';
import { whyOwner } from './why-owner.ts';
import { describeDue } from '../clock/describe.ts';
import { namesOf } from '../inherit/say-names.ts';
import { stepOf } from '../reducer/duties.ts';
import type { Reason } from '../reducer/event.ts';
import type { Duty, DutyState } from '../reducer/state.ts';
import { lastToHear } from '../reducer/subject-line.ts';
import type { Step } from '../language/step.ts';

/** What a timeline says of one duty: that it comes up, goes to somebody else, or is no longer needed. */
export function dutyLines(it: Taken, duty: Duty, was: Duty | undefined): Untimed[] {
  const { world } = it;
  const step = stepOf(world, duty.step);
  if (step === undefined) return [];
  const title = namesOf(world.chain).step(step.id);
  if (was === undefined) return [comesUp(it, step, duty, title), ...unneeded(it, step, duty, 'open', title)];
  if (duty.owner?.person !== was.owner?.person) return goesTo(it, step, duty, was, title);
  return unneeded(it, step, duty, was.state, title);
}

/** That it ended without being done, also as soon as it came up. */
function unneeded(
  { world, after, at }: Taken,
  step: Step,
  duty: Duty,
  was: DutyState,
  title: string,
): Untimed[] {
  const how = duty.state === was ? undefined : UNNEEDED[duty.state];
  if (how === undefined) return [];
  const needless = duty.state === 'superseded' ? whyNeedless(world, after, step) : '';
  const why = needless === '' && after.endedAt === at ? 'the case is over' : needless;
  return [untimed({ kind: 'unneeded', step: duty.key, what: `${title} ${how}`, why })];
}

const UNNEEDED: Readonly<Partial<Record<DutyState, string>>> = {
  waived: 'is waived',
  superseded: 'is no longer needed',
  notApplicable: 'does not apply',
};

function comesUp(it: Taken, step: Step, duty: Duty, title: string): Untimed {
  const { world, after } = it;
  const due = duty.dueAt === null ? '' : `, due ${describeDue(world.calendar, duty.dueAt)}`;
  const whose = isTold(it, duty, 'handedUp')
    ? 'its time was over before it came up, so it went up the ladder at once'
    : whyOwner(it, step, duty);
  const why = `${whyOpened(world, after, step, duty)}; ${whose}`;
  const kind = duty.owner === null ? 'unheard' : 'comesUp';
  return untimed({ kind, step: duty.key, what: `${title} comes up${due}`, whom: itsOwner(it, duty), why });
}

function goesTo(it: Taken, step: Step, duty: Duty, was: Duty, title: string): Untimed[] {
  const { event } = it;
  const { key, owner } = duty;
  // Whoever takes it over, or agrees to, has been told of already.
  if (owner !== null && 'by' in event && event.by === owner.person && event.type !== 'done') return [];
  const isBack = owner !== null && duty.inPlaceOf === null && was.inPlaceOf?.person === owner.person;
  const why = isBack ? `${owner?.person ?? 'nobody'} is back` : whyGoes(it, step, duty, was);
  const what =
    owner === null
      ? `${title} is nobody’s now; the leaders are told`
      : `${title} goes ${isBack ? 'back to the person it belongs to' : 'to somebody else'}`;
  return [
    untimed({ kind: owner === null ? 'unheard' : 'goesTo', step: key, what, whom: itsOwner(it, duty), why }),
  ];
}

function whyGoes(it: Taken, step: Step, duty: Duty, was: Duty): string {
  return isTold(it, duty, 'handedUp')
    ? `${was.owner?.person ?? 'nobody'} ${was.acknowledgedAt === null ? 'neither did it nor had it in hand' : 'has not done it'}`
    : whyOwner(it, step, duty);
}

const isTold = ({ effects }: Taken, { key }: Duty, because: Reason): boolean =>
  effects.some((effect) => effect.step === key && effect.kind === 'tell' && effect.because === because);

/** Its owner; or whoever hears at the last, where it is nobody's. */
function itsOwner({ world, scene, after, at }: Taken, { owner, step }: Duty): string[] {
  const last = () => lastToHear(world, stepOf(world, step));
  const hearing = whoHears(scene, after, owner === null ? { roles: last() } : { person: owner.person }, at);
  if (owner === null) return sayHeard(scene, hearing, at);
  const heard = hearing.heard.map((each) => ({ ...each, role: owner.role }));
  return sayHeard(scene, { heard, unheard: [] }, at);
}
