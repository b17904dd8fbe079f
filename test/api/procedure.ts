import { establishLayers } from '@trustward/casework';
import { parseLayer } from '@trustward/chain';
import type { Town } from './town.ts';
import { anOpenCase } from './story.ts';

const LADDER = ['dsl', 'deputyDsl', 'headteacher', 'trustSafeguardingLead'];

/** A procedure of no product: every kind of field, an agreement, a waiver, a hand-over, a hold, another party's time. */
const LOST_DRAGON = {
  language: 2,
  id: 'lost-dragon',
  version: 1,
  title: 'A lost dragon',
  sentence: 'A child has lost a dragon.',
  about: 'child',
  facts: { tame: { kind: 'yesNo', question: 'Is it tame?', askedIn: 'look' } },
  events: { hearing: { title: 'The court sits', dated: true } },
  waiver: {
    reasons: { flown: 'It has flown away' },
    agreedBy: ['headteacher', 'trustSafeguardingLead', 'ceo'],
  },
  handOver: { answerWithin: { hours: 2 }, tell: ['trustSafeguardingLead'] },
  holds: {
    quiet: {
      title: 'Nobody asks the child',
      sentence: 'The keeper asks first.',
      until: { done: 'papers' },
      forbids: ['interview'],
      allows: ['makeSafe'],
      agreedBy: ['police'],
      release: { by: ['dsl', 'headteacher'], grantedBy: ['trustSafeguardingLead', 'ceo'] },
    },
  },
  steps: [
    {
      id: 'look',
      title: 'Look for it',
      sentence: 'Under the roof, first.',
      owner: LADDER,
      clock: { within: { hours: 4 }, from: 'awareness' },
      unacknowledged: [{ after: { minutes: 30 }, tell: ['headteacher'] }],
      late: [{ tell: ['headteacher', 'trustSafeguardingLead'], every: { workingDays: 1 } }],
      evidence: [
        {
          id: 'sounds',
          kind: 'choices',
          label: 'What it says',
          options: { hum: 'It hums', roar: 'It roars' },
        },
        { id: 'unit', kind: 'contact', with: 'police', as: 'referral', label: 'Which unit you told' },
        { id: 'tag', kind: 'reference', label: 'The number on its tag', onlyFor: ['here'] },
        { id: 'isTame', kind: 'fact', fact: 'tame', label: 'Is it tame?' },
        { id: 'courtOn', kind: 'date', event: 'hearing', label: 'When the court sits' },
        { id: 'manager', kind: 'appoint', role: 'caseManager', label: 'Who manages it' },
      ],
      outcomes: { here: { label: 'It is here' }, gone: { label: 'It has gone' } },
      gates: [{ step: 'tell' }],
    },
    {
      id: 'papers',
      title: 'Send the papers',
      sentence: 'To the court.',
      owner: ['dsl', 'deputyDsl', 'headteacher'],
      clock: { within: { hours: 8 }, from: 'awareness' },
      late: [{ tell: ['headteacher', 'trustSafeguardingLead'], every: { workingDays: 1 } }],
      approval: { by: ['headteacher', 'trustSafeguardingLead'] },
      evidence: [{ id: 'words', kind: 'note', label: 'What they say' }],
    },
    {
      id: 'ask-child',
      title: 'Ask the child',
      sentence: 'Kindly.',
      owner: LADDER,
      does: ['interview'],
    },
    { id: 'tell', title: 'Tell its mother', sentence: 'She worries.', owner: LADDER },
    {
      id: 'police-answer',
      title: 'Hear from the police',
      sentence: 'They owe an answer.',
      owner: LADDER,
      clock: { whose: 'police', within: { hours: 1 }, from: 'opening' },
    },
    {
      id: 'again',
      title: 'Look again',
      sentence: 'Until it is found.',
      owner: LADDER,
      clock: { within: { hours: 3 }, from: 'opening' },
      late: [{ tell: ['headteacher', 'trustSafeguardingLead'], every: { workingDays: 1 } }],
      evidence: [{ id: 'since', kind: 'note', label: 'What has happened since' }],
      outcomes: { more: { label: 'Keep looking' }, found: { label: 'It is found' } },
      repeat: { every: { hours: 3 }, until: { outcome: 'again', is: 'found' } },
    },
  ],
};

const LAYER = {
  language: 2,
  layer: 'trust',
  id: 'dragons',
  version: 1,
  title: 'What this trust does about dragons',
  chains: [LOST_DRAGON],
};

export const publishDragons = (town: Town): Promise<void> => publish(town, LAYER);

/** Makes a layer of the trust the one that it works by. */
export async function publish(town: Town, layer: object): Promise<void> {
  const { database, id: tenantId } = town.trust;
  const read = parseLayer(layer);
  if (!read.ok) throw new Error(JSON.stringify(read.mistakes));
  await database.owner.run({ tenantId, actor: 'test' }, (tx) => establishLayers(tx, [read.layer]));
}

/** Opens a case that follows it. */
export async function aDragonCase(town: Town, more: { drill?: boolean } = {}): Promise<string> {
  await publishDragons(town);
  return anOpenCase(town, town.teacher, { ...more, chainId: 'lost-dragon', facts: {} });
}
