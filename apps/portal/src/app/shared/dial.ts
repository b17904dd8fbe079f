/** The address that rings a number: digits only, as a telephone wants them. */
export const dial = (number: string): string => `tel:${number.replaceAll(/[^\d+]/g, '')}`;
