import { loadAuthorityLayers } from '@trustward/packs';

const LEADERS = ['headteacher', 'trustSafeguardingLead', 'ceo', 'trustChair'];

/**
 * What Westmere lays down, with a small procedure of its own whose length it sets; the test says how long that is, and the
 * one thing of its step that matters.
 */
export const westmereVisits = (
  within: object,
  { clock = {}, ...step }: Readonly<Record<string, object>> = {},
) => ({
  ...loadAuthorityLayers().find(({ id }) => id === 'westmere'),
  version: 2,
  values: { visitHome: { is: within, title: 'The child is visited at home' } },
  chains: [
    {
      ...{ language: 2, id: 'visit-home', version: 1, title: 'A visit to a child at home' },
      ...{ sentence: 'Made for a test.', about: 'child' },
      steps: [
        {
          ...{ id: 'visit', title: 'Visit the child', sentence: 'Made for a test.' },
          owner: ['dsl', 'deputyDsl', ...LEADERS],
          clock: { within, from: 'awareness', setBy: 'visitHome', ...clock },
          late: [{ tell: LEADERS, every: { workingDays: 1 } }],
          evidence: [{ id: 'seen', kind: 'note', label: 'What you saw' }],
          ...step,
        },
      ],
    },
  ],
});
