import { parseLayer } from '@trustward/chain';
import type { Layer } from '@trustward/chain';

const LEADS = ['dsl', 'deputyDsl', 'headteacher', 'trustSafeguardingLead', 'trustChair', 'viceChair'];
const LEADERS = ['headteacher', 'trustSafeguardingLead'];

/** What is to be done beside once social care was rung: what may wait, what must wait, what needs agreement, and what nobody foresees. */
const BESIDE = {
  language: 2,
  amends: 'concern-about-a-child',
  version: 1,
  events: {
    'new-harm': { title: 'The child has been harmed again, or has said more' },
    'police-ask': { title: 'The police ask that the family hears nothing yet' },
    'police-agree': { title: 'The police agree that the family may be told' },
  },
  holds: {
    'family-not-told': {
      title: 'The family is not told yet',
      sentence: 'The police asked for it. Telling them might put the child at more risk.',
      from: { event: 'police-ask' },
      until: { event: 'police-agree' },
      forbids: ['informFamily'],
      allows: ['makeSafe', 'preserveEvidence', 'basicEnquiries'],
      agreedBy: ['police'],
      release: { by: ['dsl', 'deputyDsl'], grantedBy: LEADERS },
    },
  },
  steps: [
    {
      id: 'tell-family',
      place: { after: 'record-answer' },
      stage: 'referral',
      title: 'Tell the family what was referred',
      sentence: 'Be open with them about what you told social care, and why.',
      after: { done: 'verbal-referral' },
      owner: LEADS,
      clock: {
        within: { workingDays: 2 },
        from: 'after',
        mayPause: {
          reasons: {
            'not-there': 'The family cannot be reached',
            interpreter: 'An interpreter has been booked',
          },
          by: ['dsl', 'deputyDsl'],
          agreedBy: LEADERS,
          atMost: { workingDays: 3 },
        },
      },
      remind: [{ before: { hours: 15 } }],
      late: [
        { tell: LEADERS },
        { after: { workingDays: 2 }, tell: [...LEADERS, 'ceo'], every: { workingDays: 2 } },
      ],
      evidence: [{ id: 'told', kind: 'note', label: 'Whom you told, and what they said' }],
      does: ['informFamily'],
    },
    {
      id: 'share-summary',
      place: { after: 'tell-family' },
      stage: 'referral',
      title: 'Send a summary to the club that the child goes to',
      sentence: 'Say what they need to keep the child safe, and no more.',
      after: { done: 'verbal-referral' },
      owner: LEADS,
      optional: true,
      evidence: [{ id: 'sent', kind: 'note', label: 'What you sent, and to whom' }],
      approval: {
        by: [...LEADERS, 'ceo'],
        emergency: {
          reasons: { danger: 'Waiting would leave the child in danger' },
          countersign: 'countersign-summary',
        },
      },
    },
    {
      id: 'countersign-summary',
      place: { after: 'share-summary' },
      stage: 'referral',
      title: 'Look at the summary that was sent',
      sentence: 'It was sent without agreement. Say whether it was right to send it.',
      after: { done: 'share-summary' },
      when: { bypassed: 'share-summary' },
      owner: [...LEADERS, 'ceo', 'trustChair'],
      otherThanDoerOf: ['share-summary'],
      clock: { within: { workingDays: 1 }, from: 'after' },
      late: [{ tell: ['trustSafeguardingLead', 'ceo', 'trustChair'], every: { workingDays: 2 } }],
      evidence: [{ id: 'right', kind: 'note', label: 'Whether it was right to send it' }],
    },
    {
      id: 'ring-again',
      place: { after: 'countersign-summary' },
      stage: 'referral',
      title: 'Tell social care what has happened since',
      sentence: 'Ring the team again. Do not wait for their answer to the first call.',
      after: { event: 'new-harm' },
      eachTime: true,
      owner: LEADS,
      clock: { within: { hours: 1 }, from: 'after' },
      late: [
        { tell: LEADERS },
        { after: { hours: 1 }, handUp: true },
        { after: { hours: 3 }, tell: [...LEADERS, 'ceo'], every: { hours: 12 } },
      ],
      evidence: [{ id: 'told', kind: 'note', label: 'Whom you told, and what they said' }],
    },
  ],
};

/** What the second trust of the demo does beside what ships, so that every kind of act can be seen in a case of it. */
export const TIDEWAY_LAYER: Layer = sound({
  language: 2,
  layer: 'trust',
  id: 'tideway',
  version: 1,
  title: 'Tideway Schools Partnership',
  amendments: [BESIDE],
});

function sound(json: unknown): Layer {
  const parsed = parseLayer(json);
  if (!parsed.ok) throw new Error(parsed.mistakes.map(({ sentence }) => sentence).join(' '));
  return parsed.layer;
}
