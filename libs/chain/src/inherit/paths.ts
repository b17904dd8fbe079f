/** The two ways on which nothing may stand between a person and the call. */
export const PATHS = { danger: 'danger path', designatedOfficer: 'Designated Officer path' } as const;
