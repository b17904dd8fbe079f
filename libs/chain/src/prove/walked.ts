import type { Cast, CounterExample } from './answer.ts';
import { peopleOf } from './casts.ts';
import type { DeadEnd } from './dead-end.ts';
import type { Move } from './move.ts';
import { Replay } from './replay.ts';
import { briefly, PROOF_CALENDAR } from './starts.ts';
import { beginning, whoIs } from './story.ts';
import type { Instant } from '../clock/calendar.ts';
import type { Chain } from '../language/chain.ts';
import type { Step } from '../language/step.ts';
import { doersOf, isOwed, stepOf, stepOfKey } from '../reducer/duties.ts';
import type { CaseState, Duty } from '../reducer/state.ts';

/** What bars a step may have to be late before it can be ended: so often is that waited for. */
const MOST_WAITS = 5;

/** A dead end as it would come about, played by the reducer on the whole chain; null where clocks do not allow it. */
export function walked(chain: Chain, cast: Cast, end: DeadEnd, at: Instant): CounterExample | null {
  const inPerson = walkedAs(chain, cast, end, at, false);
  // Whoever does everything themselves may not do what looks at it.
  return inPerson === null && end.parts.size > 0 ? walkedAs(chain, cast, end, at, true) : inPerson;
}

function walkedAs(
  chain: Chain,
  cast: Cast,
  end: DeadEnd,
  at: Instant,
  avoids: boolean,
): CounterExample | null {
  const persons = [...new Set([...end.parts.values()].flatMap((part) => part.persons))];
  const replay = new Replay(chain, cast, end.facts, at, persons, avoids);
  const story = beginning(chain, cast, end.facts, at);
  const rounds = new Map<string, number>();
  const isBeside = (step: Step): boolean => !end.cone.steps.has(step.id);
  for (const planned of end.moves) {
    const move = replay.standing(planned);
    const by = move.kind === 'done' ? doerOf(end, move.step, rounds) : undefined;
    for (let waits = 0; !replay.move(move, by); waits += 1) {
      if (waits > MOST_WAITS || (waits > 0 && !replay.wait())) return null;
      replay.clear((step) => isBeside(step) && (!step.optional || step.gates.length > 0));
    }
    story.push(`${briefly(PROOF_CALENDAR, replay.now)} ${said(chain, replay.state, move)}`);
  }
  if (!hasCrowd(replay, end, persons)) return null;
  if (end.claim === 'told' && !replay.clear((step) => isBeside(step) && !step.optional)) return null;
  return {
    claim: end.claim,
    step: end.step,
    cast,
    people: peopleOf(chain, cast),
    facts: end.facts,
    events: replay.events,
    story: [...story, ...moral(chain, end, replay.state)],
  };
}

/** Whether everybody of a crowd has had their part. */
function hasCrowd({ world, state }: Replay, { step: id }: DeadEnd, persons: readonly string[]): boolean {
  if (persons.length === 0) return true;
  const step = id === null ? undefined : stepOf(world, id);
  if (step === undefined || state === null) return false;
  const doers = doersOf(state, step);
  return persons.every((person) => doers.includes(person));
}

/** Whose turn it is with a step; after the last of them nobody else. */
function doerOf({ parts }: DeadEnd, key: string, rounds: Map<string, number>): string | undefined {
  const step = stepOfKey(key);
  const part = parts.get(step);
  const round = rounds.get(step) ?? 0;
  rounds.set(step, round + 1);
  return part?.persons[Math.min(round, part.times - 1)];
}

function said(chain: Chain, state: CaseState | null, move: Move): string {
  if (move.kind === 'recorded' || move.kind === 'reached') {
    const title = chain.events[move.event]?.title ?? move.event;
    return move.kind === 'recorded' ? `It is recorded: ${title}.` : `The day has come: ${title}.`;
  }
  if (move.kind === 'released') return `"${chain.holds[move.hold]?.title ?? ''}" is released.`;
  if (move.kind === 'left') return `${whoIs(state?.recused.at(-1))} stands down.${cameUp(chain, state)}`;
  const duty = state?.duties[move.step];
  const step = chain.steps.find(({ id }) => id === duty?.step);
  const title = `"${step?.title ?? move.step}"`;
  if (move.kind === 'childEnded') return `The case that ${title} opened is over.`;
  if (move.kind === 'late') return `${title} is late.`;
  if (move.kind === 'waived') return `${whoIs(duty?.agreedBy[0])} agrees that ${title} is waived.`;
  const label = move.outcome === null ? undefined : step?.outcomes?.[move.outcome]?.label;
  const agreed = duty?.agreedBy.map((person) => ` ${whoIs(person)} agrees.`) ?? [];
  return `${whoIs(duty?.doneBy)} does ${title}${label === undefined ? '' : `: ${label}`}.${agreed.join('')}`;
}

/** What comes up because whoever was named by it has left. */
const cameUp = ({ steps }: Chain, state: CaseState | null): string =>
  Object.values<Duty>(state?.duties ?? {})
    .filter(({ openedAt }) => openedAt === state?.playedTo)
    .map((duty) => ` "${steps.find(({ id }) => id === duty.step)?.title}" is now owed.`)
    .join('');

function moral(chain: Chain, { claim, step, parts }: DeadEnd, state: CaseState | null): string[] {
  const title = chain.steps.find(({ id }) => id === step)?.title;
  if (claim === 'told') {
    return ['Nobody must do anything any more, and nobody is told that the case is open.'];
  }
  if (claim === 'escalation') {
    return [
      `The time for "${title ?? ''}" does not run: it waits for what nobody need do, and nobody hears.`,
    ];
  }
  if (parts.size > 0) {
    const agreed = [...parts.values()].some(({ persons, times }) => persons.length > times);
    const part = agreed ? 'has done, or agreed to,' : 'has done';
    return [`Whoever may do "${title ?? ''}" ${part} what it looks at.`, ...FOR_EVER];
  }
  if (step !== null) return [`Nobody can do "${title ?? ''}", and nobody can waive it.`, ...FOR_EVER];
  const isAnyOwed = Object.values<Duty>(state?.duties ?? {}).some(isOwed);
  return [
    isAnyOwed ? 'Nothing that is owed leads to its close.' : 'Nobody owes anything any more.',
    ...FOR_EVER,
  ];
}

const FOR_EVER = ['The case stays open for ever.'];
