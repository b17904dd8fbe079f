import { UNREACHED } from '@trustward/chain';

/**
 * What may become of a message, one word each. `accepted`: the server took it; `delivered`: its mailbox has it;
 * `withheld`: whoever it was for may not hear of the case any more; `superseded`: what it said had passed, or was said
 * again, before anything could be sent; `unopened`: it was taken, and nobody looked in time. The others did not reach whom they were for.
 */
export const FATES = ['accepted', 'delivered', ...UNREACHED, 'withheld', 'superseded'] as const;
