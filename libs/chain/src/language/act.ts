/** What people do in a case that a hold or a gate may forbid meanwhile, or that it expressly leaves open. */
export const ACTS = {
  makeSafe: 'making the child safe',
  preserveEvidence: 'keeping evidence safe',
  basicEnquiries: 'asking what is needed to understand the report',
  investigate: 'investigating',
  interview: 'interviewing anyone',
  informSubject: 'telling the person it is about',
  informFamily: 'telling the family',
  informOthers: 'telling anyone else',
  share: 'sharing information outside',
  suspend: 'suspending anyone',
  downgrade: 'treating it as less serious',
  dispose: 'destroying records',
  close: 'closing the case',
} as const;

export type Act = keyof typeof ACTS;

/** What every hold leaves open. */
export const ALWAYS_ALLOWED: readonly Act[] = ['makeSafe', 'preserveEvidence', 'basicEnquiries'];
