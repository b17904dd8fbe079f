/** What a school owes by its own days: three of them, from when it is known. */
export const SCHOOL_DAYS = {
  language: 2,
  layer: 'trust',
  id: 'school-days',
  version: 1,
  title: 'Made for tests',
  chains: [
    {
      language: 2,
      id: 'school-days',
      version: 1,
      title: 'What is owed by school days',
      sentence: 'Made for a test.',
      about: 'child',
      steps: [
        {
          id: 'look',
          title: 'Look',
          sentence: 'Made for a test.',
          owner: ['dsl', 'deputyDsl', 'headteacher', 'trustSafeguardingLead'],
          clock: { within: { schoolDays: 3 }, from: 'awareness' },
          late: [{ tell: ['headteacher', 'trustSafeguardingLead'] }],
        },
      ],
    },
  ],
};
