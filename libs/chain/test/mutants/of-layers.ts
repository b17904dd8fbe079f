import { stepIn } from './operator.ts';
import type { LayerOperator, Reason, Site } from './operator.ts';
import { longer } from './of-time.ts';
import { stepsBefore } from '../../src/inherit/waits-for.ts';
import type { Chain } from '../../src/language/chain.ts';
import type { StepChange } from '../../src/language/amendment.ts';
import type { FloorField, Step } from '../../src/language/step.ts';

const LOOSER: readonly Reason[] = ['looserThanFloor'];

/** What a school says under a pack that has it as a floor. */
export const OF_LAYERS: readonly LayerOperator[] = [
  ofFloor('clock', 'gives a clock with a floor longer', ({ clock }) => {
    if (clock === undefined || !('within' in clock)) return {};
    const { setBy: _setBy, floor: _floor, ...rest } = clock;
    return { clock: { ...rest, within: longer(clock.floor ?? clock.within) } };
  }),
  ofFloor('owner', 'leaves the last out of a ladder that is a floor', ({ owner }) => ({
    owner: owner.slice(0, -1),
  })),
  ofFloor('late', 'drops the escalation that is a floor', () => ({ late: [] })),
  ofFloor('late', 'tells of lateness only after years, where that is a floor', ({ late }) => ({
    late: late.map((rung) => ({ ...rung, after: { months: 60 } })),
  })),
  ofFloor('evidence', 'drops the evidence that is a floor', ({ evidence }) => ({
    evidence: evidence.slice(1),
  })),
  ofFloor('gates', 'opens the gate that is a floor', () => ({ gates: [] })),
  ofFloor('otherThanDoerOf', 'lets people agree to their own acts', () => ({ otherThanDoerOf: [] })),
  {
    does: 'puts a step that has a floor off to a far day',
    expects: LOOSER,
    layerSites: (chain) => sitesOf(chain, ({ floors }) => floors.length > 0),
    says: (_chain, { step }) => ({ amendment: { steps: [{ id: step, inForce: { from: '2099-01-01' } }] } }),
  },
  ofCall('has a call only for cases of days gone by', () => ({ inForce: { until: '2020-12-31' } })),
  {
    does: 'closes by another step, which anybody may do',
    expects: LOOSER,
    anywhere: true,
    layerSites: (chain) =>
      sitesOf(chain, ({ closes, floors }) => closes !== undefined && floors.includes('otherThanDoerOf')),
    says: (chain, { step }) => {
      const { owner } = stepIn(chain, step);
      const shut = { id: 'shut', title: 'Shut it', sentence: 'It is over.', owner, optional: true };
      return { amendment: { steps: [{ ...shut, closes: true as const }] } };
    },
  },
  ofFloor('owner', 'makes optional what has a floor', () => ({ optional: true })),
  {
    does: 'lets a step that has a floor come up for fewer people',
    expects: ['unresolved', 'looserThanFloor'],
    layerSites: (chain) => sitesOf(chain, ({ floors }) => floors.length > 0),
    says: (chain, { step }) => {
      const { when } = stepIn(chain, step);
      const seldom = { subject: ['senco' as const] };
      return {
        amendment: { steps: [{ id: step, when: { all: [...(when === undefined ? [] : [when]), seldom] } }] },
      };
    },
  },
  {
    does: 'puts agreement before a step whose time is a floor',
    expects: ['unresolved', 'looserThanFloor'],
    layerSites: (chain) => sitesOf(chain, ({ floors }) => floors.includes('clock')),
    says: (_chain, { step }) => ({
      amendment: { steps: [{ id: step, approval: { by: ['headteacher'], count: 1 } }] },
    }),
  },
  {
    does: 'lets staff agree that a report was a mistake',
    expects: LOOSER,
    anywhere: true,
    layerSites: () => [{ step: '' }],
    says: ({ mistake }) => ({
      amendment: { mistake: { agreedBy: [...(mistake?.agreedBy ?? []), 'staff'] } },
    }),
  },
  {
    does: 'gives one more reason to waive',
    expects: LOOSER,
    anywhere: true,
    layerSites: ({ waiver }) => (waiver === undefined ? [] : [{ step: '' }]),
    says: ({ waiver }) =>
      waiver === undefined
        ? {}
        : { amendment: { waiver: { ...waiver, reasons: { ...waiver.reasons, busy: 'No time' } } } },
  },
  {
    does: 'opens no case where a pack opens one',
    expects: LOOSER,
    layerSites: (chain) => sitesOf(chain, ({ opens }) => opens !== undefined),
    says: (_chain, { step }) => ({ amendment: { steps: [{ id: step, opens: null }] } }),
  },
  {
    does: 'puts agreement before what a step whose time is a floor waits for',
    expects: LOOSER,
    layerSites: (chain) =>
      chain.steps
        .filter(({ path, floors }) => path === undefined && floors.includes('clock'))
        .flatMap((step) => stepsBefore(chain, step))
        .filter(({ path, approval }) => path === undefined && approval === undefined)
        .map(({ id }) => ({ step: id })),
    says: (_chain, { step }) => ({
      amendment: { steps: [{ id: step, approval: { by: ['headteacher'], count: 1 } }] },
    }),
  },
  ofCall('asks on a call for what only another can give', ({ evidence }) => ({
    evidence: [...evidence, { id: 'leave', kind: 'attachment', label: 'The leave', required: true }],
  })),
  {
    does: 'reminds nobody of a call',
    expects: LOOSER,
    layerSites: (chain) => sitesOf(chain, ({ path, remind }) => path !== undefined && remind.length > 0),
    says: (_chain, { step }) => ({ amendment: { steps: [{ id: step, remind: [] }] } }),
  },
  ofCall('says something else on a call', () => ({ title: 'Have a cup of tea' })),
  {
    does: 'leaves out a step that has a floor',
    expects: LOOSER,
    layerSites: (chain) => sitesOf(chain, ({ floors }) => floors.length > 0),
    says: (_chain, { step }) => ({ amendment: { omit: [step] } }),
  },
  {
    does: 'takes a step off the path on which a pack has it',
    expects: ['unresolved'],
    layerSites: (chain) => sitesOf(chain, ({ path }) => path !== undefined),
    says: (_chain, { step }) => ({ amendment: { steps: [{ id: step, path: null }] } }),
  },
  ofCall('lets another act make a call needless', ({ until }, other) => ({
    until: until === undefined ? { done: other } : { any: [until, { done: other }] },
  })),
  ofCall('lets an event outside make a call needless', ({ until }) => ({
    until: { any: [...(until === undefined ? [] : [until]), { event: 'some-day' }] },
  })),
  ofCall('lets a call wait for another act', ({ after }, other) => ({
    after: after === undefined ? { done: other } : { all: [after, { done: other }] },
  })),
  ofCall('asks for more before a call comes up', ({ when }, other) => ({
    when: { all: [...(when === undefined ? [] : [when]), { done: other }] },
  })),
  ofCall('keeps a call from whoever did another act', ({ otherThanDoerOf }, other) => ({
    otherThanDoerOf: [...otherThanDoerOf, other],
  })),
  {
    does: 'asks later what brings up a call',
    expects: ['unresolved'],
    anywhere: true,
    layerSites: (chain) => sitesOf(chain, (step) => factOf(chain, step) !== null),
    says: (chain, { step }) => {
      const id = factOf(chain, stepIn(chain, step)) ?? '';
      const fact = chain.facts[id];
      const later = chain.steps.find(({ path }) => path === undefined);
      if (fact === undefined || later === undefined) return {};
      const asks = { id: 'askedNow', kind: 'fact' as const, fact: id, label: 'Now', required: true };
      const steps = [{ id: later.id, evidence: [...later.evidence, asks] }];
      return { amendment: { steps, facts: { [id]: { ...fact, askedIn: later.id } } } };
    },
  },
  {
    does: 'takes off the form of a call what it must say',
    expects: ['unresolved', 'looserThanFloor'],
    layerSites: (chain) =>
      sitesOf(chain, ({ path, evidence }) => path !== undefined && evidence.some(({ required }) => required)),
    says: (chain, { step }) => ({
      amendment: {
        steps: [{ id: step, evidence: stepIn(chain, step).evidence.filter(({ required }) => !required) }],
      },
    }),
  },
  {
    does: 'puts agreement before a call',
    expects: ['unresolved'],
    layerSites: (chain) => sitesOf(chain, ({ path }) => path !== undefined),
    says: (_chain, { step }) => ({
      amendment: { steps: [{ id: step, approval: { by: ['headteacher'], count: 1 } }] },
    }),
  },
  {
    does: 'allows what a hold forbids',
    expects: LOOSER,
    anywhere: true,
    layerSites: ({ holds }) => Object.keys(holds).map((part) => ({ step: '', part })),
    says: ({ holds }, { part = '' }) => {
      const hold = holds[part];
      return hold === undefined
        ? {}
        : { amendment: { holds: { [part]: { ...hold, allows: [...hold.allows, ...hold.forbids] } } } };
    },
  },
  {
    does: 'sets a length looser than the floor of a pack',
    expects: LOOSER,
    anywhere: true,
    layerSites: ({ steps }) =>
      steps.flatMap(({ id, clock }) =>
        clock?.setBy !== undefined && clock.floor !== undefined ? [{ step: id, part: clock.setBy }] : [],
      ),
    says: (chain, { step, part = '' }) => {
      const is = longer(stepIn(chain, step).clock?.floor ?? { hours: 1 });
      return { values: { [part]: { is, strength: 'default', title: 'As long as we like' } } };
    },
  },
  {
    does: 'begins a child case with an answer that its chain does not know',
    expects: ['unknownAnswer', 'looserThanFloor'],
    layerSites: (chain) => sitesOf(chain, ({ opens }) => opens !== undefined),
    says: (chain, { step }) => {
      const { opens } = stepIn(chain, step);
      return opens === undefined
        ? {}
        : { amendment: { steps: [{ id: step, opens: { ...opens, facts: { 'no-such': 'answer' } } }] } };
    },
  },
];

/** An operator by which a school weakens a call: it is given a step of the same chain that is no call. */
function ofCall(does: string, change: (step: Step, other: string) => Omit<StepChange, 'id'>): LayerOperator {
  return {
    does,
    expects: ['unresolved', 'looserThanFloor'],
    layerSites: (chain) => sitesOf(chain, ({ path }) => path !== undefined),
    says: (chain, { step }) => {
      const other = chain.steps.find(({ path }) => path === undefined)?.id ?? step;
      const events = { 'some-day': { title: 'Some day', dated: false } };
      return { amendment: { events, steps: [{ id: step, ...change(stepIn(chain, step), other) }] } };
    },
  };
}

/** The question asked as the case opens by whose answer a call comes up. */
function factOf({ facts }: Chain, { path, when }: Step): string | null {
  if (path === undefined || when === undefined || !('fact' in when)) return null;
  return facts[when.fact]?.askedIn === undefined ? when.fact : null;
}

function sitesOf({ steps }: Chain, isSuch: (step: Step) => boolean): Site[] {
  return steps.filter(isSuch).map(({ id }) => ({ step: id }));
}

/** A school that changes what a pack marks as a floor. */
function ofFloor(
  field: FloorField,
  does: string,
  change: (step: Step) => Omit<StepChange, 'id'>,
): LayerOperator {
  return {
    does,
    expects: LOOSER,
    layerSites: (chain) => sitesOf(chain, ({ floors }) => floors.includes(field)),
    says: (chain, { step }) => ({ amendment: { steps: [{ id: step, ...change(stepIn(chain, step)) }] } }),
  };
}
