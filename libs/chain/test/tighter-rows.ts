import { aLayer } from './layers.ts';
import { aChain, aStep } from './small-world.ts';
import { FLOOR_FIELDS } from '../src/language/step.ts';
import type { FloorField } from '../src/language/step.ts';

const LADDER = ['dsl', 'headteacher', 'trustSafeguardingLead'];
const OUTCOMES = { good: { label: 'Good' }, bad: { label: 'Bad' } };

const field = (id: string, over: object = {}): object => ({ id, kind: 'line', label: 'More', ...over });
const SAID = field('said', { kind: 'note', label: 'What you said' });
const HOW = field('how', {
  kind: 'choice',
  label: 'How',
  options: { phone: 'By phone', visit: 'In person' },
});
const WHOM = field('whom', { kind: 'contact', label: 'Whom', with: 'police', as: 'referral' });
const OPENS = { chain: 'a-chain', onlyFor: ['bad'], facts: { danger: 'yes' } };

/** A step of which everything is a floor, among steps that it can name. */
export const GUIDANCE = aLayer('guidance', {
  chains: [
    aChain(
      [
        aStep('ask', { outcomes: OUTCOMES }),
        aStep('tell', {
          title: 'Tell them',
          after: { outcome: 'ask', is: 'bad' },
          when: { fact: 'danger', is: 'yes' },
          owner: LADDER,
          otherThanDoerOf: ['ask'],
          clock: { within: { workingDays: 3 }, from: { outcome: 'ask', is: 'bad' } },
          remind: [{ atShare: 0.5 }],
          unacknowledged: [{ after: { hours: 2 }, tell: ['headteacher'], every: { hours: 4 } }],
          late: [{ tell: ['headteacher'] }, { after: { hours: 24 }, tell: ['ceo'], every: { hours: 24 } }],
          evidence: [
            { id: 'said', kind: 'note', label: 'What you said' },
            { id: 'how', kind: 'choice', label: 'How', options: { phone: 'By phone', visit: 'In person' } },
            { id: 'whom', kind: 'contact', label: 'Whom', with: 'police', as: 'referral' },
          ],
          outcomes: OUTCOMES,
          approval: { by: ['headteacher', 'ceo', 'trustChair'], count: 2, unless: { done: 'ask' } },
          gates: [{ act: 'close' }, { outcome: 'send', is: ['good'] }],
          opens: OPENS,
          floors: [...FLOOR_FIELDS],
        }),
        aStep('agree', {
          title: 'Agree',
          otherThanDoerOf: ['ask'],
          evidence: [SAID, HOW],
          floors: ['evidence', 'otherThanDoerOf'],
        }),
        aStep('send', { outcomes: OUTCOMES }),
        aStep('ring', { title: 'Ring the Officer', path: 'designatedOfficer', does: ['makeSafe'] }),
      ],
      { about: 'adult' },
    ),
  ],
});

const LATE = [{ tell: ['headteacher'] }, { after: { hours: 24 }, tell: ['ceo'], every: { hours: 24 } }];
export const FROM = { from: { outcome: 'ask', is: 'bad' } };
const PAUSE = { reasons: { ill: 'They are ill' }, by: ['dsl'], agreedBy: ['headteacher'] };
const APPROVAL = { by: ['headteacher', 'ceo', 'trustChair'], count: 2, unless: { done: 'ask' } };
const GATES = [{ act: 'close' }, { outcome: 'send', is: ['good'] }];

const LATER = 'no more than 3 working days';

/** What a layer below says of the step, and why it may not; null where it may. */
type Row = readonly [field: FloorField, what: string, change: object, why: string | null];

export const ROWS: readonly Row[] = [
  ['when', 'comes up after either outcome', { after: { outcome: 'ask', is: ['bad', 'good'] } }, null],
  ['when', 'comes up with the case', { after: null }, null],
  ['when', 'comes up whatever the answer', { when: null }, null],
  [
    'when',
    'waits for more',
    { after: { all: [{ outcome: 'ask', is: 'bad' }, { done: 'send' }] } },
    'it may not wait for more',
  ],
  [
    'when',
    'comes up after another answer alone',
    { when: { fact: 'danger', is: 'no' } },
    'whenever it comes up there it must come up here',
  ],
  ['when', 'becomes needless', { until: { done: 'send' } }, 'it may not become needless sooner'],
  ['when', 'applies for a while', { inForce: { until: '2030-01-01' } }, 'it may not apply on fewer days'],

  ['owner', 'has one more person in between', { owner: ['dsl', 'deputyDsl', ...LADDER.slice(1)] }, null],
  ['owner', 'has one more person first', { owner: ['senco', ...LADDER] }, null],
  [
    'owner',
    'leaves one out',
    { owner: ['dsl', 'trustSafeguardingLead'] },
    'nobody may be left out or change places',
  ],
  [
    'owner',
    'changes their order',
    { owner: ['headteacher', 'dsl', 'trustSafeguardingLead'] },
    'nobody may be left out or change places',
  ],
  [
    'owner',
    'makes it one person’s alone',
    { personal: true },
    'it must pass to the next where nobody can act',
  ],

  ['clock', 'is sooner', { clock: { within: { workingDays: 2 }, ...FROM } }, null],
  ['clock', 'is counted from awareness', { clock: { within: { workingDays: 3 }, from: 'awareness' } }, null],
  [
    'clock',
    'is of a kind that only a calendar can compare',
    { clock: { within: { hours: 100 }, ...FROM } },
    null,
  ],
  ['clock', 'may be stopped', { clock: { within: { workingDays: 3 }, ...FROM, mayPause: PAUSE } }, null],
  ['clock', 'is later', { clock: { within: { workingDays: 4 }, ...FROM } }, LATER],
  ['clock', 'is not there', { clock: null, remind: [], late: [] }, 'it may not lose its clock'],
  [
    'clock',
    'starts with another step',
    { clock: { within: { workingDays: 3 }, from: { done: 'send' } } },
    'its time must be counted from the same instant, or from awareness',
  ],
  [
    'clock',
    'becomes the police’s',
    { clock: { within: { workingDays: 3 }, ...FROM, whose: 'police' } },
    'its time must stay the time of the same people',
  ],

  ['remind', 'has one more', { remind: [{ atShare: 0.5 }, { before: { hours: 1 } }] }, null],
  ['remind', 'is moved', { remind: [{ atShare: 0.75 }] }, 'no reminder may be left out'],

  [
    'unacknowledged',
    'comes sooner and oftener',
    { unacknowledged: [{ after: { hours: 1 }, tell: ['ceo', 'headteacher'], every: { hours: 2 } }] },
    null,
  ],
  [
    'unacknowledged',
    'tells once only',
    { unacknowledged: [{ after: { hours: 2 }, tell: ['headteacher'] }] },
    'nobody may be told later, less often or not at all',
  ],
  [
    'unacknowledged',
    'hands up instead',
    { unacknowledged: [{ after: { hours: 2 }, handUp: true }] },
    'nobody may be told later, less often or not at all',
  ],

  [
    'late',
    'has a rung put in between',
    { late: [LATE[0], { after: { hours: 4 }, handUp: true }, LATE[1]] },
    null,
  ],
  ['late', 'tells more people at once', { late: [{ tell: ['headteacher', 'ceo'] }, LATE[1]] }, null],
  ['late', 'loses a rung', { late: [LATE[0]] }, 'nobody may be told later, less often or not at all'],
  [
    'late',
    'tells somebody else',
    { late: [{ tell: ['localChair'] }, LATE[1]] },
    'nobody may be told later, less often or not at all',
  ],
  [
    'late',
    'tells later',
    { late: [{ after: { minutes: 1 }, tell: ['headteacher'] }, LATE[1]] },
    'nobody may be told later, less often or not at all',
  ],

  [
    'evidence',
    'asks for more if there is more',
    { evidence: [SAID, HOW, WHOM, field('more', { required: false })] },
    null,
  ],
  ['evidence', 'asks for more', { id: 'agree', evidence: [SAID, HOW, field('more')] }, null],
  [
    'evidence',
    'leaves fewer choices',
    { id: 'agree', evidence: [SAID, { ...HOW, options: { phone: 'By phone' } }] },
    null,
  ],
  [
    'evidence',
    'leaves something out',
    { evidence: [SAID, HOW] },
    'nothing asked for may be left out, made optional or made easier to answer',
  ],
  [
    'evidence',
    'makes something optional',
    { evidence: [{ ...SAID, required: false }, HOW, WHOM] },
    'nothing asked for may be left out, made optional or made easier to answer',
  ],
  [
    'evidence',
    'takes a further choice',
    {
      evidence: [SAID, { ...HOW, options: { phone: 'By phone', visit: 'In person', note: 'By note' } }, WHOM],
    },
    'nothing asked for may be left out, made optional or made easier to answer',
  ],
  [
    'evidence',
    'takes advice for a referral',
    { evidence: [SAID, HOW, { ...WHOM, as: 'either' }] },
    'nothing asked for may be left out, made optional or made easier to answer',
  ],
  [
    'evidence',
    'asks it after one outcome only',
    { evidence: [{ ...SAID, onlyFor: ['good'] }, HOW, WHOM] },
    'nothing asked for may be left out, made optional or made easier to answer',
  ],

  ['otherThanDoerOf', 'names one more step', { id: 'agree', otherThanDoerOf: ['ask', 'send'] }, null],
  ['otherThanDoerOf', 'names none', { otherThanDoerOf: [] }, 'nobody may agree to what they did'],

  ['approval', 'wants three to agree', { approval: { ...APPROVAL, count: 3 } }, null],
  ['approval', 'wants one to agree', { approval: { ...APPROVAL, count: 1 } }, 'no fewer people may agree'],
  ['approval', 'is always asked for', { approval: { by: APPROVAL.by, count: 2 } }, null],
  ['approval', 'asks fewer people', { approval: { ...APPROVAL, by: ['headteacher', 'ceo'] } }, null],
  ['approval', 'is gone', { approval: null }, 'the agreement may not be left out'],
  [
    'approval',
    'may come from somebody else',
    { approval: { ...APPROVAL, by: [...APPROVAL.by, 'dsl'] } },
    'nobody else may agree in their place',
  ],
  [
    'approval',
    'is left out in more cases',
    { approval: { ...APPROVAL, unless: { any: [{ done: 'ask' }, { done: 'send' }] } } },
    'it may not be left out in more cases',
  ],
  [
    'approval',
    'may be left out in an emergency',
    { approval: { ...APPROVAL, emergency: { reasons: { haste: 'Haste' }, countersign: 'send' } } },
    'it may not be left out for more reasons',
  ],

  ['gates', 'makes more wait', { gates: [...GATES, { step: 'send' }] }, null],
  [
    'gates',
    'makes another outcome wait',
    { gates: [GATES[0], { outcome: 'send', is: ['good', 'bad'] }] },
    null,
  ],
  ['gates', 'lets one go', { gates: [GATES[0]] }, 'what waits for it must go on waiting'],

  ['opens', 'opens it after either outcome', { opens: { ...OPENS, onlyFor: ['good', 'bad'] } }, null],
  [
    'opens',
    'opens it as it comes up',
    { opens: { chain: 'a-chain', at: 'opening', facts: OPENS.facts } },
    null,
  ],
  ['opens', 'answers more', { opens: { ...OPENS, facts: { ...OPENS.facts, more: 'yes' } } }, null],
  ['opens', 'opens none', { opens: null }, 'the case must be opened'],
  ['opens', 'opens another', { opens: { ...OPENS, chain: 'other' } }, 'it must be a case of the same chain'],
  [
    'opens',
    'opens it after another outcome',
    { opens: { ...OPENS, onlyFor: ['good'] } },
    'it must be opened after the same outcomes',
  ],
  [
    'opens',
    'begins it with another answer',
    { opens: { ...OPENS, facts: { danger: 'no' } } },
    'it must begin with the same answers',
  ],
  ['opens', 'does not wait for it', { opens: { ...OPENS, awaited: false } }, 'this case must wait for it'],
];
