import { isOurs, ofSteps } from './operator.ts';
import type { Operator, Reason } from './operator.ts';
import type { Chain } from '../../src/language/chain.ts';
import type { Step } from '../../src/language/step.ts';

const BARRED: readonly Reason[] = ['barredPath'];
const AT_ONCE: readonly Reason[] = ['claim opensAtOnce'];
/** What another act or a waiver could keep from being rung may also never be, and then the case never closes. */
const NOT_AT_ONCE: readonly Reason[] = [...AT_ONCE, 'waiverStrands', 'waiverSkips'];
const isDue = (step: Step): boolean => step.path !== undefined && isOurs(step);
const isProtected = ({ path }: Step): boolean => path !== undefined;

/** The danger path and the Designated Officer path. */
export const OF_PATHS: readonly Operator[] = [
  ofSteps('puts a gate before the call', BARRED, isProtected, (step, chain) => {
    plainStep(chain).gates.push({ step: step.id });
  }),
  ofSteps('asks for agreement before the call', BARRED, isProtected, (step) => {
    step.approval = { by: ['headteacher', 'ceo', 'trustChair'], count: 1 };
  }),
  ofSteps('puts a hold on the call', BARRED, isProtected, (step, chain) => {
    step.does = [...new Set([...step.does, 'share' as const])];
    const until = { done: plainStep(chain).id };
    chain.holds['not-yet'] = {
      title: 'Not yet',
      sentence: 'Wait.',
      until,
      forbids: ['share'],
      allows: [],
      agreedBy: [],
    };
  }),
  ofSteps('starts the clock of the call with an event', ['clockNeverStarts'], isDue, (step, chain) => {
    chain.events['some-day'] = { title: 'Some day', dated: true };
    if (step.clock !== undefined && 'within' in step.clock) step.clock.from = { event: 'some-day' };
  }),
  ofSteps('starts the clock of the call once a date has come', ['clockNeverStarts'], isDue, (step, chain) => {
    chain.events['some-day'] = { title: 'Some day', dated: true };
    step.clock = { before: { workingDays: 1 }, event: 'some-day' };
  }),
  ofSteps('starts the clock of the call with another act', ['clockNeverStarts'], isDue, (step, chain) => {
    if (step.clock !== undefined && 'within' in step.clock) step.clock.from = { done: plainStep(chain).id };
  }),
  ofSteps('gives years for the call', ['callTooLate'], isDue, (step) => {
    if (step.clock !== undefined && 'within' in step.clock) {
      step.clock.within = { workingDays: 2_000 };
      delete step.clock.floor;
    }
  }),
  ofSteps('lets somebody stop the clock of the call', ['hinderedPath'], isDue, ({ clock }) => {
    if (clock !== undefined) {
      clock.mayPause = { reasons: { busy: 'We are busy' }, by: ['headteacher'], agreedBy: ['ceo'] };
    }
  }),
  ofSteps('writes nothing of the call down', ['callUnrecorded'], isDue, (step) => {
    step.evidence = [];
  }),
  ofSteps('lets another act make the call needless', ['hinderedPath'], isProtected, (step, chain) => {
    step.until = { done: plainStep(chain).id };
  }),
  ofSteps('lets anybody record what ends the call', ['hinderedPath'], isProtected, (step, chain) => {
    chain.events['withdrawn'] = { title: 'It was withdrawn', dated: false };
    step.until = { event: 'withdrawn' };
  }),
  ofSteps(
    'makes the call optional',
    ['callOptional'],
    (step, chain) => isDue(step) && isLone(step, chain),
    (step) => {
      step.optional = true;
      delete step.clock;
      step.late = [];
      step.remind = [];
    },
  ),
  ofSteps('lets the call wait for what another must agree to', ['barredPath'], isProtected, (step, chain) => {
    const before = plainStep(chain);
    before.approval = { by: ['headteacher', 'ceo', 'trustChair'], count: 1 };
    step.after = { done: before.id };
  }),
  ofSteps('keeps the call from whoever did another act', ['hinderedPath'], isProtected, (step, chain) => {
    step.otherThanDoerOf = [plainStep(chain).id];
  }),
  ofSteps('lays the call on one person alone', ['hinderedPath'], isProtected, (step) => {
    step.personal = true;
  }),
  ofSteps('has the call only for cases of far days', ['pathNotInForce'], isLone, (step) => {
    step.inForce = { from: '2099-01-01' };
  }),
  ofSteps('has the call only for cases of days gone by', ['pathNotInForce'], isLone, (step) => {
    step.inForce = { until: '2020-12-31' };
  }),
  ofSteps('lets the call close the case', ['pathCloses'], isProtected, (step) => {
    step.closes = true;
  }),
  ofSteps(
    'lets the call wait for another act',
    ['waiverSkips', ...NOT_AT_ONCE],
    isOnlyOne,
    (step, chain) => {
      step.after = { done: plainStep(chain).id };
    },
    { anywhere: true },
  ),
  ofSteps(
    'takes the call off its path',
    ['waiverSkips', ...NOT_AT_ONCE],
    isOnlyOne,
    (step) => {
      delete step.path;
    },
    { anywhere: true },
  ),
  ofSteps(
    'makes it a matter of taste whether anybody is made safe',
    ['callOptional', ...AT_ONCE],
    (step, chain) => step.path === 'danger' && isOnlyOne(step, chain),
    (step) => {
      step.optional = true;
      delete step.clock;
      step.late = [];
      step.remind = [];
    },
  ),
  ofSteps(
    'rings only where nobody is in danger',
    AT_ONCE,
    (step, chain) => isOnlyOne(step, chain) && step.when !== undefined,
    (step) => {
      if (step.when !== undefined) step.when = { not: step.when };
    },
  ),
];

/** The only step of its path. */
function isLone({ path }: Step, { steps }: Chain): boolean {
  return path !== undefined && steps.filter((other) => other.path === path).length === 1;
}

/** Something ordinary that comes up with the case. */
function plainStep({ steps }: Chain): Step {
  const step = steps.find(
    ({ path, after, when }) => path === undefined && after === undefined && when === undefined,
  );
  if (step === undefined) throw new Error('Every step of this chain waits for something.');
  return step;
}

/** The one step that is owed at once on its path, where one is demanded. */
function isOnlyOne(step: Step, { steps, facts, about }: Chain): boolean {
  const { path, after, optional } = step;
  if (path === undefined || after !== undefined || optional) return false;
  const isDemanded =
    path === 'danger'
      ? Object.values(facts).some(({ danger }) => danger !== undefined)
      : about === 'adult' || about === 'institution';
  return isDemanded && !steps.some((other) => other !== step && other.path === path);
}
