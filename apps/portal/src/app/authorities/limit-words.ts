/** What everybody has is said once, also where it is what nobody may go beyond. */
export function hintOf(theirs: string, ours: string | null, floor: string | null): string {
  if (floor === theirs) return said(`${theirs}, and never later`, ours);
  return `${said(theirs, ours)}${floor === null ? '' : ` Never later than ${floor}.`}`;
}

/** What everybody has, or what the trust holds in its place. */
export const said = (theirs: string, ours: string | null): string =>
  ours === null ? `As everybody has it: ${theirs}.` : `Your own, in place of: ${theirs}.`;
