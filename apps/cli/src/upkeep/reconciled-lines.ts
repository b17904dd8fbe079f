import type { Reconciled } from '@trustward/casework';

type Cases = Reconciled['surplus'];

/** What was found and what was done about it: what could not be done is said, and of which. */
export function linesOf(found: Reconciled): readonly string[] {
  const { open, running, missing, behind, surplus, untold, notEnded, mayRepeat } = found;
  return [
    ...named('missing', missing),
    ...named('behind', behind),
    ...named('surplus', surplus),
    ...named('untold', untold),
    ...named('not ended', notEnded),
    `${open} cases open, ${running} workflows running: ${missing.length} missing, ${behind.length} behind and ` +
      `${untold.length} with something untold, which were poked; ${surplusOf(found)}.`,
    ...(mayRepeat === 0
      ? []
      : [`${mayRepeat} notices were sent that PostgreSQL no longer knows: they may come again.`]),
  ];
}

function surplusOf({ surplus, toEnd, notEnded }: Reconciled): string {
  const ended = toEnd.length - notEnded.length;
  const poked = surplus.length - toEnd.length;
  const parts = [
    ...(ended > 0 ? [`${ended} ended`] : []),
    ...(poked > 0 ? [`${poked} poked, as their cases have ended`] : []),
    ...(notEnded.length > 0
      ? [`${notEnded.length} could not be ended and still ${notEnded.length === 1 ? 'runs' : 'run'}`]
      : []),
  ];
  return `${surplus.length} surplus${parts.length === 0 ? '' : `: ${parts.join('; ')}`}`;
}

const named = (what: string, cases: Cases): string[] =>
  cases.map(({ tenantId, caseId }) => `${what}  ${tenantId}/${caseId}`);
