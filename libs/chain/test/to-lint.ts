import { lint } from '../src/lint/lint.ts';
import type { Finding } from '../src/lint/finding.ts';

type Json = Readonly<Record<string, unknown>>;

/** What a call writes down. */
const TOLD: readonly Json[] = [
  { id: 'officer', kind: 'contact', with: 'designatedOfficer', as: 'referral', label: 'Whom you told' },
  { id: 'toldAt', kind: 'instant', label: 'When you spoke' },
];

/** A step that the linter has nothing to say about, of a case about an adult; also where it is a call. */
export const sound = (id: string, over: Json = {}): Json => ({
  id,
  title: `Step ${id}`,
  sentence: `Do ${id}.`,
  owner: ['headteacher', 'trustChair', 'trustSafeguardingLead'],
  clock: { within: over['path'] === 'danger' ? { hours: 1 } : { workingDays: 1 }, from: 'awareness' },
  late: [{ tell: ['trustSafeguardingLead', 'trustChair', 'ceo'], every: { workingDays: 1 } }],
  ...(over['path'] === undefined ? {} : { evidence: TOLD }),
  ...over,
});

/** Decide; if need be ring, and hear; then somebody else closes. Each may be waived. */
export const SOUND_STEPS: readonly Json[] = [
  sound('decide', { outcomes: { ring: { label: 'Ring' }, nothing: { label: 'Nothing' } } }),
  sound('ring', { after: { outcome: 'decide', is: 'ring' } }),
  sound('close', {
    after: { ended: 'decide' },
    when: { any: [{ not: { outcome: 'decide', is: 'ring' } }, { step: 'ring', is: ['done', 'waived'] }] },
    otherThanDoerOf: ['decide', 'ring'],
    does: ['close'],
    closes: true,
  }),
];

export const soundChain = (over: Json = {}): Json => ({
  language: 2,
  id: 'sound',
  version: 1,
  title: 'A sound chain',
  sentence: 'Nothing is wrong with it.',
  about: 'adult',
  waiver: { reasons: { moved: 'They have moved' }, agreedBy: ['ceo', 'trustChair'] },
  steps: SOUND_STEPS,
  ...over,
});

/** The sound chain with steps changed by their id; those that are new stand at the end. */
export function withSteps(changes: readonly Json[], over: Json = {}): Json {
  const known = new Set(SOUND_STEPS.map(({ id }) => id));
  const change = (step: Json): Json => ({ ...step, ...changes.find(({ id }) => id === step['id']) });
  const added = changes.filter(({ id }) => !known.has(id));
  return soundChain({ ...over, steps: [...SOUND_STEPS.map(change), ...added] });
}

/** What the linter finds, as "code path". */
export const findings = (json: unknown, chains?: readonly string[]): string[] =>
  lint({ json, ...(chains === undefined ? {} : { chains }) }).map(places);

export const places = ({ code, path }: Finding): string => `${code} ${path}`;
