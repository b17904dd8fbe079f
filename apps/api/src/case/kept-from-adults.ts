import type { Chain } from '@trustward/chain';

/** Whether a case must be kept from adults of the trust: whoever opens it shows again that it is they. */
export const isKeptFromAdults = ({ about }: Pick<Chain, 'about'>): boolean =>
  about === 'adult' || about === 'institution';
