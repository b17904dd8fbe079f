/** Whose line of an authority's numbers names an agency that may be mailed. */
const MAILED = { child: 'socialCare', adult: 'designatedOfficer' } as const;

/** The agency that a line of numbers names, by the name that chains have for it; null where it is not one that is mailed. */
export const mailedParty = (about: string): (typeof MAILED)[keyof typeof MAILED] | null =>
  about in MAILED ? MAILED[about as keyof typeof MAILED] : null;
