import { stepOfKey } from '@trustward/chain';
import type { Chain } from '@trustward/chain';

/** Whether a duty is one of those that make somebody safe. Of a chain that cannot be read nobody can say. */
export const isOfDanger = (chain: Chain | null, key: string | null): boolean =>
  key !== null && chain?.steps.find(({ id }) => id === stepOfKey(key))?.path === 'danger';
