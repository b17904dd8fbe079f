import { randomUUID } from 'node:crypto';
import type { Test } from 'supertest';
import type { SignedIn } from '../api/signed-in.ts';

/** Ids of somebody else's things, to be tried in every place that takes an id. */
export interface Ids {
  readonly caseId: string;
  readonly schoolId: string;
  readonly authorityId: string;
  readonly noticeId: string;
  readonly personId: string;
  readonly postId: string;
  readonly changeId: string;
  readonly shareId: string;
  readonly sessionId: string;
  readonly deviceId: string;
  readonly passkeyId: string;
  /** A page's cursor that their list gave. */
  readonly cursor: string;
}

/** Ids of nothing, but for those that are given. */
export const anyIds = (given: Partial<Ids>): Ids => ({
  ...{ caseId: randomUUID(), schoolId: randomUUID(), authorityId: randomUUID(), noticeId: randomUUID() },
  ...{ personId: randomUUID(), postId: randomUUID(), changeId: randomUUID(), shareId: randomUUID() },
  ...{ sessionId: randomUUID(), deviceId: randomUUID(), passkeyId: randomUUID(), cursor: '' },
  ...given,
});

/** How a route is asked. In which places it takes ids, the description of the interface says. */
export interface Recipe {
  readonly ask: (who: SignedIn, ids: Ids) => Test;
  /** Whoever asks it for what is theirs has it no more. */
  readonly leaves?: true;
}

const concern = (who: SignedIn, schoolId: string, more: object = {}) =>
  who.post('/api/concerns', {
    eventId: randomUUID(),
    schoolId,
    childName: 'Somebody New',
    yearGroup: 'Year 5',
    account: 'Seen alone at the gate.',
    awareAt: new Date(Date.now() - 60_000).toISOString(),
    facts: { source: 'saw', 'in-danger-now': 'no' },
    ...more,
  });

const act =
  (path: string, body: object) =>
  (who: SignedIn, { caseId }: Ids) =>
    who.post(`/api/cases/${caseId}${path}`, { eventId: randomUUID(), ...body });

const list = (path: string): Recipe => ({
  ask: (who, { cursor }) => who.get(`${path}?limit=100${cursor === '' ? '' : `&cursor=${cursor}`}`),
});

/** One for each route that needs signing in. A route without one fails the build. */
export const RECIPES: Readonly<Record<string, Recipe>> = {
  'POST /api/sign-out': { leaves: true, ask: (who) => who.post('/api/sign-out') },
  'GET /api/me': { ask: (who) => who.get('/api/me') },
  'GET /api/report-form': { ask: (who) => who.get('/api/report-form') },
  'POST /api/concerns': { ask: (who, { schoolId }) => concern(who, schoolId) },
  'GET /api/duties': list('/api/duties'),
  'GET /api/duties/drills': list('/api/duties/drills'),
  'GET /api/duties/asked': list('/api/duties/asked'),
  'GET /api/duties/asked/drills': list('/api/duties/asked/drills'),
  'POST /api/cases/:caseId/duties/:step/done': {
    ask: act('/duties/decide/done', {
      version: 1,
      outcome: 'refer',
      evidence: { reason: 'Because.', others: 'None known.' },
    }),
  },
  'POST /api/cases/:caseId/duties/:step/take-over': {
    ask: act('/duties/decide/take-over', { version: 1, reason: 'Because.' }),
  },
  'POST /api/cases/:caseId/duties/:step/acknowledge': {
    ask: act('/duties/decide/acknowledge', { version: 1 }),
  },
  'POST /api/cases/:caseId/duties/:step/hand-over': {
    ask: act('/duties/decide/hand-over', { version: 1, to: randomUUID(), reason: 'Because.' }),
  },
  'POST /api/cases/:caseId/duties/:step/waive': {
    ask: act('/duties/decide/waive', { version: 1, reason: 'child-moved', why: 'Because.' }),
  },
  'POST /api/cases/:caseId/duties/:step/pause': {
    ask: act('/duties/decide/pause', { version: 1, reason: 'fog', why: 'Because.' }),
  },
  'POST /api/cases/:caseId/duties/:step/resume': {
    ask: act('/duties/decide/resume', { version: 1, reason: 'Because.' }),
  },
  'POST /api/cases/:caseId/duties/:step/agree': {
    ask: act('/duties/decide/agree', { version: 1, to: 'waiver' }),
  },
  'POST /api/cases/:caseId/duties/:step/decline': {
    ask: act('/duties/decide/decline', { version: 1, to: 'waiver', reason: 'Because.' }),
  },
  'POST /api/cases/:caseId/duties/:step/link': { ask: act('/duties/receipt/link', {}) },
  'POST /api/cases/:caseId/duties/:step/link/withdraw': {
    ask: act('/duties/receipt/link/withdraw', {}),
  },
  'POST /api/cases/:caseId/holds/:hold/ask-release': {
    ask: act('/holds/quiet/ask-release', { reason: 'Because.' }),
  },
  'POST /api/cases/:caseId/holds/:hold/grant-release': {
    ask: act('/holds/quiet/grant-release', { owed: {}, reason: 'Because.' }),
  },
  'POST /api/cases/:caseId/holds/:hold/decline-release': {
    ask: act('/holds/quiet/decline-release', { reason: 'Because.' }),
  },
  'POST /api/cases/:caseId/stand-down': {
    leaves: true,
    ask: act('/stand-down', { reason: 'Because.' }),
  },
  'POST /api/cases/:caseId/mistake/ask': {
    ask: act('/mistake/ask', { owed: { decide: 1 }, reason: 'Because.' }),
  },
  'POST /api/cases/:caseId/mistake/agree': {
    ask: act('/mistake/agree', { owed: { decide: 1 }, reason: 'Because.' }),
  },
  'POST /api/cases/:caseId/mistake/decline': {
    ask: act('/mistake/decline', { reason: 'Because.' }),
  },
  'POST /api/cases/:caseId/events/:event': {
    ask: act('/events/conference', { reason: 'Because.' }),
  },
  'POST /api/cases/:caseId/answers/:fact': {
    ask: act('/answers/source', { answer: 'heard', reason: 'Because.' }),
  },
  'GET /api/cases': list('/api/cases'),
  'GET /api/cases/:caseId': { ask: (who, { caseId }) => who.get(`/api/cases/${caseId}`) },
  'GET /api/cases/:caseId/timeline': {
    ask: (who, { caseId }) => who.get(`/api/cases/${caseId}/timeline`),
  },
  'GET /api/cases/:caseId/shares': {
    ask: (who, { caseId }) => who.get(`/api/cases/${caseId}/shares`),
  },
  'POST /api/cases/:caseId/shares': {
    ask: act('/shares', { to: randomUUID(), part: 'headline', reason: 'Because.' }),
  },
  'POST /api/cases/:caseId/shares/:shareId/end': {
    ask: act(`/shares/${randomUUID()}/end`, {}),
  },
  'GET /api/shared': { ask: (who) => who.get('/api/shared') },
  'GET /api/shared/:caseId': {
    ask: (who, { caseId }) => who.get(`/api/shared/${caseId}`),
  },
  'POST /api/cases/:caseId/clock': { ask: act('/clock', { forwardMinutes: 60 }) },
  'GET /api/late': list('/api/late'),
  'GET /api/late/drills': list('/api/late/drills'),
  'GET /api/late/records': list('/api/late/records'),
  'GET /api/late/soon': list('/api/late/soon'),
  'GET /api/notices': list('/api/notices'),
  'GET /api/changes': list('/api/changes'),
  'GET /api/changes/to-confirm': list('/api/changes/to-confirm'),
  'GET /api/changes/board': { ask: (who) => who.get('/api/changes/board') },
  'POST /api/changes': {
    ask: (who, { schoolId }) =>
      who.post('/api/changes', {
        kind: 'calendar',
        eventId: randomUUID(),
        schoolId,
        terms: [],
        closedDays: [],
        opensAt: null,
      }),
  },
  'GET /api/changes/:changeId': { ask: (who) => who.get(`/api/changes/${randomUUID()}`) },
  'POST /api/changes/:changeId/apply': {
    ask: (who) => who.post(`/api/changes/${randomUUID()}/apply`, { version: 1 }),
  },
  'POST /api/changes/:changeId/put-aside': {
    ask: (who) => who.post(`/api/changes/${randomUUID()}/put-aside`, { version: 1 }),
  },
  'POST /api/people/search': {
    ask: (who, { schoolId, cursor }) =>
      who.post('/api/people/search', { school: schoolId, limit: 100, ...(cursor !== '' && { cursor }) }),
  },
  'GET /api/people/:personId': { ask: (who) => who.get(`/api/people/${randomUUID()}`) },
  'GET /api/authorities': { ask: (who) => who.get('/api/authorities') },
  'POST /api/people/:personId/invitation': {
    ask: (who) => who.post(`/api/people/${randomUUID()}/invitation`, { eventId: randomUUID() }),
  },
  'POST /api/people/:personId/invitation/withdraw': {
    ask: (who) => who.post(`/api/people/${randomUUID()}/invitation/withdraw`),
  },
  'POST /api/invitations/join': {
    ask: (who) => who.post('/api/invitations/join', { token: randomUUID() }),
  },
  'POST /api/me/step-up': {
    ask: (who) => who.post('/api/me/step-up', { password: 'not the one they have' }),
  },
  'GET /api/me/account': { ask: (who) => who.get('/api/me/account') },
  'POST /api/me/sessions/end': {
    ask: (who) => who.post('/api/me/sessions/end', { id: randomUUID() }),
  },
  'POST /api/me/sessions/end-others': { ask: (who) => who.post('/api/me/sessions/end-others') },
  'POST /api/me/devices/forget': {
    ask: (who) => who.post('/api/me/devices/forget', { id: randomUUID() }),
  },
  'POST /api/me/authenticator/begin': {
    ask: (who) => who.post('/api/me/authenticator/begin'),
  },
  'POST /api/me/authenticator/confirm': {
    ask: (who) => who.post('/api/me/authenticator/confirm', { code: '000000' }),
  },
  'POST /api/me/authenticator/codes': {
    ask: (who) => who.post('/api/me/authenticator/codes'),
  },
  'POST /api/me/authenticator/off': { ask: (who) => who.post('/api/me/authenticator/off') },
  'POST /api/me/passkeys/begin': { ask: (who) => who.post('/api/me/passkeys/begin') },
  'POST /api/me/passkeys': {
    ask: (who) =>
      who.post('/api/me/passkeys', {
        name: 'Mine',
        made: { id: 'AAAA', clientData: 'e30', attestation: 'oA', transports: [] },
      }),
  },
  'POST /api/me/passkeys/remove': {
    ask: (who) => who.post('/api/me/passkeys/remove', { id: randomUUID() }),
  },
  'POST /api/me/step-up/passkey/begin': {
    ask: (who) => who.post('/api/me/step-up/passkey/begin'),
  },
  'POST /api/me/step-up/passkey': {
    ask: (who) =>
      who.post('/api/me/step-up/passkey', {
        ...{ id: 'AAAA', clientData: 'e30', authenticatorData: 'AAAA', signature: 'AAAA', userHandle: null },
      }),
  },
  'POST /api/me/password': {
    ask: (who) =>
      who.post('/api/me/password', { current: 'not the one they have', next: 'seven grey herons' }),
  },
  'GET /api/trust/sign-in': { ask: (who) => who.get('/api/trust/sign-in') },
  'POST /api/trust/sign-in': {
    ask: (who) => who.post('/api/trust/sign-in', { idleMinutes: 60, longestMinutes: 720, stepUpMinutes: 10 }),
  },
  'POST /api/trust/sign-in/proofs': {
    ask: (who) => who.post('/api/trust/sign-in/proofs', { askedOf: {} }),
  },
  'POST /api/me/sign-on/link': { ask: (who) => who.post('/api/me/sign-on/link') },
  'POST /api/me/sign-on/unlink': { ask: (who) => who.post('/api/me/sign-on/unlink') },
  'GET /api/trust/sign-on': { ask: (who) => who.get('/api/trust/sign-on') },
  'POST /api/trust/sign-on': {
    ask: (who) =>
      who.post('/api/trust/sign-on', {
        issuer: 'https://127.0.0.1:1',
        clientId: 'ours',
        clientSecret: randomUUID(),
      }),
  },
  'POST /api/trust/sign-on/try': { ask: (who) => who.post('/api/trust/sign-on/try') },
  'POST /api/trust/sign-on/forget': {
    ask: (who) => who.post('/api/trust/sign-on/forget', { given: new Date().toISOString() }),
  },
  'POST /api/trust/sign-in/resets': {
    ask: (who) => who.post('/api/trust/sign-in/resets', { email: 'nobody@nowhere.example' }),
  },
  'GET /api/me/contact': { ask: (who) => who.get('/api/me/contact') },
  'POST /api/me/contact': {
    ask: (who) => who.post('/api/me/contact', { soon: 'email', later: 'daily', quiet: 'none' }),
  },
  'GET /api/trust/notify': { ask: (who) => who.get('/api/trust/notify') },
  'POST /api/trust/notify': {
    ask: (who) =>
      who.post('/api/trust/notify', {
        apiKey: `ours-${randomUUID()}-${randomUUID()}`,
        emailTemplate: randomUUID(),
        textTemplate: null,
        callbackToken: randomUUID(),
      }),
  },
  'POST /api/trust/notify/try': {
    ask: (who) => who.post('/api/trust/notify/try', { given: new Date().toISOString() }),
  },
  'POST /api/trust/notify/forget': {
    ask: (who) => who.post('/api/trust/notify/forget', { given: new Date().toISOString() }),
  },
  'GET /api/notices/:noticeId/due.ics': {
    ask: (who, { noticeId }) => who.get(`/api/notices/${noticeId}/due.ics`),
  },
  'POST /api/notices/seen': {
    ask: (who, { noticeId }) => who.post('/api/notices/seen', { ids: [noticeId] }),
  },
};

/** Answered by a stream, which its own spec tries. */
export const STREAMS = ['GET /api/live'] as const;
