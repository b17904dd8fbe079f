const chain = (id: string, clock: object) => ({
  language: 2,
  id,
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
      clock: { within: { schoolDays: 3 }, ...clock, from: 'awareness' },
      late: [{ tell: ['headteacher', 'trustSafeguardingLead'], every: { workingDays: 1 } }],
    },
  ],
});

/** What a school owes by its own days: three of them, from when it is known; once with as many as its floor. */
export const SCHOOL_DAYS = {
  language: 2,
  layer: 'trust',
  id: 'school-days',
  version: 1,
  title: 'Made for tests',
  chains: [chain('school-days', {}), chain('school-floor', { floor: { schoolDays: 3 } })],
};
