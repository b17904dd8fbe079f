import { advance, canonicalJson, nextWake } from '@trustward/chain';
import type { CaseState, Effect } from '@trustward/chain';
import type { Finding } from './finding.ts';
import { peopleFor } from './record.ts';
import type { CaseRecord, EventRow } from './record.ts';

export interface Replayed {
  readonly findings: readonly Finding[];
  readonly effects: readonly Effect[];
}

/** Plays a case's events again from nothing: what came of each, when time was let pass, and the state at the end. */
export function replayed(record: CaseRecord): Replayed {
  const findings: Finding[] = [];
  const effects: Effect[] = [];
  let state: CaseState | null = null;
  for (const [index, row] of record.events.entries()) {
    const { seq, event, at } = row;
    const name = `${record.id} event ${seq} (${event.type})`;
    if (seq !== index + 1) findings.push(differs(`${name} stands in place ${index + 1}`));
    if (state !== null) findings.push(...passedOver(name, state, row));
    const by = 'by' in event ? event.by : null;
    const world = { ...record.world, people: peopleFor(record, by, state) };
    const advanced = advance(world, state, event, at);
    if (!advanced.ok) {
      return { findings: [...findings, differs(`${name}: ${advanced.refusal.code}`)], effects };
    }
    if (!isSame(advanced.effects, row.effects)) findings.push(differs(`${name} had other effects`));
    state = advanced.state;
    effects.push(...advanced.effects);
  }
  if (!isSame(state, record.state)) findings.push(differs(`${record.id} is not what its events come to`));
  if (record.version !== record.events.length) findings.push(differs(`${record.id} has another version`));
  return { findings: [...findings, ...dutiesOf(record)], effects };
}

/** What falls due is played at its own instant, before anything that comes later. */
function passedOver(name: string, state: CaseState, { event, at }: EventRow): Finding[] {
  const wake = nextWake(state);
  const due = wake === null ? null : Math.max(wake, state.playedTo);
  if (due === null || due > at || (event.type === 'timePassed' && due === at)) return [];
  return [{ what: 'deadlines', sentence: `${name} came before what fell due ${at - due} ms earlier` }];
}

/** The rows by which lists find duties say what the state says. */
const dutiesOf = ({ id, state, duties }: CaseRecord): Finding[] => {
  const kept = Object.values(state.duties).map((duty) => lineOf({ ...duty, step: duty.key }));
  const shown = duties.map(lineOf);
  return isSame(kept.sort(), shown.sort()) ? [] : [differs(`${id} has other duties in its lists`)];
};

const lineOf = ({ step, state, version, breachedAt }: CaseRecord['duties'][number]): string =>
  `${step} ${state} ${version} ${breachedAt ?? '-'}`;

const differs = (sentence: string): Finding => ({ what: 'replay', sentence });

/** As JSON keeps it. */
const isSame = (one: unknown, other: unknown): boolean =>
  canonicalJson(JSON.parse(JSON.stringify(one))) === canonicalJson(JSON.parse(JSON.stringify(other)));
