import { caseFence } from './fence.ts';
import { API, GUARD, WORKER } from './roles.ts';

/** What was sent to whom outside the portal, and what became of it; never a word of it, nor an address. */
export const message = caseFence('app.message', {
  api: [],
  worker: ['select', 'insert', 'update (state, code, attempts, ended_at)'],
});

/** How many wait, and since when, is counted over every trust. */
export const countedMessages = [
  `create policy guard on app.message for select to ${GUARD} using (true)`,
  `grant select (state, created_at) on app.message to ${GUARD}`,
];

/** Leaders read whom an e-mail reached, of the cases that they may read. */
export const shownMessages = [
  `grant select (tenant_id, delivery_id, person_id, state) on app.message to ${API}`,
];

/** And by which way. */
export const shownChannel = [`grant select (channel) on app.message to ${API}`];

/** And for which outage it stood. */
export const shownOutage = [`grant select (outage_since) on app.message to ${API}`];

/** And when it ended. */
export const shownEnd = [`grant select (ended_at) on app.message to ${API}`];

/** How many wait because a carrier refuses us is counted for whoever of their own trust may know of their cases. */
export const countedLockedOut = [
  `grant select (tenant_id, case_id, channel, code) on app.message to ${GUARD}`,
];

/** That nobody has taken it in time is noted beside what it waits for. */
export const notedUntaken = [`grant update (untaken_at) on app.message to ${WORKER}`];

/** That it stands for nobody any more, and since when it does again, is noted beside what became of it. */
export const notedLapsed = [`grant update (lapsed_at, again_at) on app.message to ${WORKER}`];

/** So is since when it waits, where it was kept before. */
export const messageWaits = [
  `grant update (waits_since) on app.message to ${WORKER}`,
  `grant select (waits_since) on app.message to ${GUARD}`,
];

/** And until when it was kept for its hour. */
export const countedHeld = [`grant select (held_until) on app.message to ${GUARD}`];
