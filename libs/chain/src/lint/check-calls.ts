import { found } from './finding.ts';
import type { Found } from './finding.ts';
import { eachStep } from './view.ts';
import { describeLength } from '../clock/describe.ts';
import { clockAgain } from '../clock/recurring.ts';
import { CALL_WITHIN, isCallInTime } from '../inherit/limits.ts';
import { PATHS } from '../inherit/paths.ts';
import { listed } from '../inherit/say-words.ts';
import type { EvidenceField } from '../language/evidence.ts';
import type { Step } from '../language/step.ts';

/** A call that must be made is made in the time that the law gives, and leaves a trace of who was told. */
export const checkCalls = eachStep((step, path) =>
  step.path === undefined || step.optional
    ? []
    : [...tooLate(step, step.path, path), ...unrecorded(step, step.path, path)],
);

type Way = keyof typeof PATHS;

function tooLate({ title, clock, repeat }: Step, way: Way, path: string): Found[] {
  if (clock === undefined || 'event' in clock) return [];
  const most = CALL_WITHIN[way].map(describeLength);
  const sentence = `"${title}" is on the ${PATHS[way]}, where a call is made within ${listed(most, 'or')} and nothing moves that later, and it is given more.`;
  const again = repeat && { ...clock, ...clockAgain(clock, repeat) };
  return [
    ...(isCallInTime(way, clock) ? [] : [found('callTooLate', `${path}.clock.within`, sentence)]),
    ...(again === undefined || isCallInTime(way, again)
      ? []
      : [found('callTooLate', `${path}.repeat.every`, sentence)]),
  ];
}

interface Trace {
  readonly what: string;
  readonly isSaidBy: (field: EvidenceField) => boolean;
}

/** Any of these says what was done about a danger: people write it down in one line, after the call. */
const OF_DANGER: readonly EvidenceField['kind'][] = ['contact', 'note', 'line', 'choice', 'choices', 'phone'];

const TRACES: Readonly<Record<Way, readonly Trace[]>> = {
  danger: [
    {
      what: 'who was called or what was done: a field of kind contact, note, line, choice or phone',
      isSaidBy: ({ kind }) => OF_DANGER.includes(kind),
    },
  ],
  designatedOfficer: [
    {
      what: 'who was told: a field of kind contact with the designatedOfficer, as referral or either',
      isSaidBy: (field) =>
        field.kind === 'contact' && field.with === 'designatedOfficer' && field.as !== 'advice',
    },
    { what: 'when it was: a field of kind instant', isSaidBy: ({ kind }) => kind === 'instant' },
  ],
};

/** Whatever its outcome is, nobody is done with it without saying so. */
function unrecorded({ title, evidence }: Step, way: Way, path: string): Found[] {
  const always = evidence.filter(({ required, onlyFor }) => required && onlyFor === undefined);
  return TRACES[way]
    .filter(({ isSaidBy }) => !always.some(isSaidBy))
    .map(({ what }) =>
      found(
        'callUnrecorded',
        `${path}.evidence`,
        `"${title}" is on the ${PATHS[way]}, and its form must say ${what}.`,
      ),
    );
}
