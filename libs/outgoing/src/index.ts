export { isLoopback, isPublic } from './address.ts';
export { OutgoingRefused, outgoing } from './outgoing.ts';
export type { Asked, Outgoing } from './outgoing.ts';
