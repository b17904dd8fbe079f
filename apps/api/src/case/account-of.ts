import type { WordedAct } from '@trustward/casework';

/** What was reported, in the reporter's words. */
export function accountOf(acts: readonly WordedAct[]): string {
  const account = acts.find(({ type }) => type === 'opened')?.words['account'];
  return typeof account === 'string' ? account : '';
}
