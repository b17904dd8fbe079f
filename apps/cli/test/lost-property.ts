/** What a small chain says before its steps. */
export const head = (id: string): string => `language: 2
id: ${id}
version: 1
title: Something of a child's is lost
sentence: Somebody looks for it and tells the family.
about: child
`;

/** The chain as people write it, with nothing wrong in it. */
export const GOOD = `${head('lost-property')}steps:
  - id: look
    title: Look for it
    sentence: Ask the class and look in the usual places.
    owner: [dsl, deputyDsl, headteacher, trustSafeguardingLead]
    clock: { within: { workingDays: 1 }, from: awareness }
    late: [{ tell: [headteacher, trustSafeguardingLead], every: { workingDays: 1 } }]
`;
