import { advance, isOwed, requiredEvidence } from '@trustward/chain';
import type { CaseEvent, Duty, EvidenceField, Role, Step, World } from '@trustward/chain';
import type { CaseTask } from '@trustward/contracts';
import type { Words } from '@trustward/casework';
import type { Caller } from '../platform/request-scope.ts';
import { nowOf } from '../shared/case-row.ts';
import { dutyClock } from '../shared/duty-clock.ts';
import { iso, isoOrNull } from '../shared/instants.ts';
import { ladderRole } from '../shared/ladder.ts';
import { inWords, roleTitle, theRole } from '../shared/role-words.ts';
import type { Names } from './case-people.ts';
import type { CaseRecord } from './case-record.ts';

/** What a task is told from. */
export interface TaskContext {
  readonly record: CaseRecord;
  readonly world: World;
  readonly caller: Caller;
  readonly names: Names;
  /** What was written when each step was done. */
  readonly recorded: ReadonlyMap<string, Words>;
}

/** The duties of the case as its page lists them, in the order in which they opened. */
export function tasksOf(context: TaskContext): CaseTask[] {
  const order = context.world.chain.steps;
  return Object.values(context.record.state.duties)
    .flatMap((duty) => {
      const place = order.findIndex(({ id }) => id === duty.step);
      const step = order[place];
      return step === undefined ? [] : [{ duty, step, place }];
    })
    .sort((a, b) => a.duty.openedAt - b.duty.openedAt || a.place - b.place)
    .map(({ duty, step }) => taskOf(context, step, duty));
}

function taskOf(context: TaskContext, step: Step, duty: Duty): CaseTask {
  const { record, world, caller, names } = context;
  const { calendar } = world;
  const open = isOwed(duty);
  const whyNot = open ? refusalOf(context, doingIt(step, duty, caller.personId)) : null;
  return {
    step: duty.key,
    title: step.title,
    sentence: step.sentence,
    state: duty.state,
    version: duty.version,
    owner: duty.owner === null ? null : personOf(names, duty.owner.person, duty.owner.role),
    mine: duty.owner?.person === caller.personId,
    mayDo: open && whyNot === null,
    whyNot,
    mayTakeOver: open && mayTakeOver(context, step, duty),
    clock: dutyClock(
      { calendar, theirs: record.theirs, authorityName: record.authorityName },
      step,
      duty.clockFrom,
      duty.dueAt,
    ),
    openedAt: iso(duty.openedAt),
    doneAt: isoOrNull(duty.doneAt),
    happenedAt: isoOrNull(duty.happenedAt),
    doneBy: duty.doneBy === null ? null : (names.get(duty.doneBy)?.name ?? null),
    outcome: duty.outcome === null ? null : (step.outcomes?.[duty.outcome]?.label ?? null),
    recorded: recordedOf(step, context.recorded.get(duty.key) ?? {}),
    form: formOf(step),
    ifLate: open ? ifLate(context, step) : null,
    rules: step.rules,
  };
}

const personOf = (names: Names, id: string, role: Role) => ({
  id,
  name: names.get(id)?.name ?? '',
  role: roleTitle(role),
});

/** Asks the reducer itself, on what it would be asked if the person filled in everything. */
function refusalOf({ world, record }: TaskContext, event: CaseEvent): string | null {
  const tried = advance(world, record.state, event, Math.max(nowOf(record), record.state.playedTo));
  return tried.ok ? null : tried.refusal.sentence;
}

function doingIt(step: Step, { key, version }: Duty, by: string): CaseEvent {
  const [outcome] = Object.keys(step.outcomes ?? {});
  const supplied = requiredEvidence(step, outcome);
  return {
    type: 'done',
    by,
    step: key,
    version,
    supplied,
    ...(outcome === undefined ? {} : { outcome }),
  };
}

function mayTakeOver(context: TaskContext, step: Step, { key, version, owner }: Duty): boolean {
  const { caller, record } = context;
  if (owner?.person === caller.personId) return false;
  if (!caller.may('duty:takeOver', { schoolId: record.schoolId, owners: [] })) return false;
  const as = ladderRole(step, caller.posts, record.schoolId);
  const event = { type: 'takenOver', by: caller.personId, step: key, version } as const;
  return as !== undefined && refusalOf(context, { ...event, as }) === null;
}

const recordedOf = (step: Step, words: Words): CaseTask['recorded'] =>
  step.evidence.flatMap((field) => {
    const answer = words[field.id];
    return answer === undefined ? [] : [{ label: field.label, value: said(field, answer) }];
  });

function said(field: EvidenceField, answer: string | boolean): string {
  if (typeof answer === 'boolean') return answer ? 'Yes' : 'No';
  return field.kind === 'choice' ? (field.options[answer] ?? answer) : answer;
}

const formOf = ({ evidence, outcomes }: Step): CaseTask['form'] => ({
  evidence,
  outcomes: Object.entries(outcomes ?? {}).map(([code, { label, sentence }]) => ({
    code,
    label,
    sentence: sentence ?? null,
  })),
});

/** 'If it is late, Ms Adeyemi (headteacher) and the chief executive are told.' */
function ifLate({ world, names }: TaskContext, step: Step): string | null {
  const first = step.late.find((rung) => 'tell' in rung);
  if (first === undefined) return null;
  const told = first.tell.map((role) => {
    const holder = world.people.find((each) => each.role === role && !each.excluded);
    const name = holder === undefined ? undefined : names.get(holder.person)?.name;
    return name === undefined ? theRole(role) : `${name} (${theRole(role).slice('the '.length)})`;
  });
  return `If it is late, ${inWords(told)} ${told.length === 1 ? 'is' : 'are'} told.`;
}
