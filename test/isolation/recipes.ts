import { randomUUID } from 'node:crypto';
import type { Test } from 'supertest';
import type { SignedIn } from '../api/signed-in.ts';

/** Ids of somebody else's things, to be tried in every place that takes an id. */
export interface Ids {
  readonly caseId: string;
  readonly schoolId: string;
  readonly authorityId: string;
  readonly noticeId: string;
  /** A page's cursor that their list gave. */
  readonly cursor: string;
}

/** How a route is asked, and in which places it takes ids. */
export interface Recipe {
  readonly takes: readonly (keyof Ids)[];
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
  takes: ['cursor'],
  ask: (who, { cursor }) => who.get(`${path}?limit=100${cursor === '' ? '' : `&cursor=${cursor}`}`),
});

/** One for each route that needs signing in. A route without one fails the build. */
export const RECIPES: Readonly<Record<string, Recipe>> = {
  'POST /api/sign-out': { takes: [], leaves: true, ask: (who) => who.post('/api/sign-out') },
  'GET /api/me': { takes: [], ask: (who) => who.get('/api/me') },
  'GET /api/report-form': { takes: [], ask: (who) => who.get('/api/report-form') },
  'POST /api/concerns': { takes: ['schoolId'], ask: (who, { schoolId }) => concern(who, schoolId) },
  'GET /api/duties': list('/api/duties'),
  'GET /api/duties/drills': list('/api/duties/drills'),
  'GET /api/duties/asked': list('/api/duties/asked'),
  'GET /api/duties/asked/drills': list('/api/duties/asked/drills'),
  'POST /api/cases/:caseId/duties/:step/done': {
    takes: ['caseId'],
    ask: act('/duties/decide/done', {
      version: 1,
      outcome: 'refer',
      evidence: { reason: 'Because.', others: 'None known.' },
    }),
  },
  'POST /api/cases/:caseId/duties/:step/take-over': {
    takes: ['caseId'],
    ask: act('/duties/decide/take-over', { version: 1, reason: 'Because.' }),
  },
  'POST /api/cases/:caseId/duties/:step/acknowledge': {
    takes: ['caseId'],
    ask: act('/duties/decide/acknowledge', { version: 1 }),
  },
  'POST /api/cases/:caseId/duties/:step/hand-over': {
    takes: ['caseId'],
    ask: act('/duties/decide/hand-over', { version: 1, to: randomUUID(), reason: 'Because.' }),
  },
  'POST /api/cases/:caseId/duties/:step/waive': {
    takes: ['caseId'],
    ask: act('/duties/decide/waive', { version: 1, reason: 'child-moved', why: 'Because.' }),
  },
  'POST /api/cases/:caseId/duties/:step/pause': {
    takes: ['caseId'],
    ask: act('/duties/decide/pause', { version: 1, reason: 'fog', why: 'Because.' }),
  },
  'POST /api/cases/:caseId/duties/:step/resume': {
    takes: ['caseId'],
    ask: act('/duties/decide/resume', { version: 1, reason: 'Because.' }),
  },
  'POST /api/cases/:caseId/duties/:step/agree': {
    takes: ['caseId'],
    ask: act('/duties/decide/agree', { version: 1, to: 'waiver' }),
  },
  'POST /api/cases/:caseId/duties/:step/decline': {
    takes: ['caseId'],
    ask: act('/duties/decide/decline', { version: 1, to: 'waiver', reason: 'Because.' }),
  },
  'POST /api/cases/:caseId/duties/:step/link': { takes: ['caseId'], ask: act('/duties/receipt/link', {}) },
  'POST /api/cases/:caseId/duties/:step/link/withdraw': {
    takes: ['caseId'],
    ask: act('/duties/receipt/link/withdraw', {}),
  },
  'POST /api/cases/:caseId/holds/:hold/ask-release': {
    takes: ['caseId'],
    ask: act('/holds/quiet/ask-release', { reason: 'Because.' }),
  },
  'POST /api/cases/:caseId/holds/:hold/grant-release': {
    takes: ['caseId'],
    ask: act('/holds/quiet/grant-release', { owed: {}, reason: 'Because.' }),
  },
  'POST /api/cases/:caseId/holds/:hold/decline-release': {
    takes: ['caseId'],
    ask: act('/holds/quiet/decline-release', { reason: 'Because.' }),
  },
  'POST /api/cases/:caseId/stand-down': {
    takes: ['caseId'],
    leaves: true,
    ask: act('/stand-down', { reason: 'Because.' }),
  },
  'POST /api/cases/:caseId/mistake/ask': {
    takes: ['caseId'],
    ask: act('/mistake/ask', { owed: { decide: 1 }, reason: 'Because.' }),
  },
  'POST /api/cases/:caseId/mistake/agree': {
    takes: ['caseId'],
    ask: act('/mistake/agree', { owed: { decide: 1 }, reason: 'Because.' }),
  },
  'POST /api/cases/:caseId/mistake/decline': {
    takes: ['caseId'],
    ask: act('/mistake/decline', { reason: 'Because.' }),
  },
  'POST /api/cases/:caseId/events/:event': {
    takes: ['caseId'],
    ask: act('/events/conference', { reason: 'Because.' }),
  },
  'POST /api/cases/:caseId/answers/:fact': {
    takes: ['caseId'],
    ask: act('/answers/source', { answer: 'heard', reason: 'Because.' }),
  },
  'GET /api/cases': list('/api/cases'),
  'GET /api/cases/:caseId': { takes: ['caseId'], ask: (who, { caseId }) => who.get(`/api/cases/${caseId}`) },
  'GET /api/cases/:caseId/timeline': {
    takes: ['caseId'],
    ask: (who, { caseId }) => who.get(`/api/cases/${caseId}/timeline`),
  },
  'GET /api/cases/:caseId/shares': {
    takes: ['caseId'],
    ask: (who, { caseId }) => who.get(`/api/cases/${caseId}/shares`),
  },
  'POST /api/cases/:caseId/shares': {
    takes: ['caseId'],
    ask: act('/shares', { to: randomUUID(), part: 'headline', reason: 'Because.' }),
  },
  'POST /api/cases/:caseId/shares/:shareId/end': {
    takes: ['caseId'],
    ask: act(`/shares/${randomUUID()}/end`, {}),
  },
  'GET /api/shared': { takes: [], ask: (who) => who.get('/api/shared') },
  'GET /api/shared/:caseId': {
    takes: ['caseId'],
    ask: (who, { caseId }) => who.get(`/api/shared/${caseId}`),
  },
  'POST /api/cases/:caseId/clock': { takes: ['caseId'], ask: act('/clock', { forwardMinutes: 60 }) },
  'GET /api/late': list('/api/late'),
  'GET /api/late/drills': list('/api/late/drills'),
  'GET /api/late/records': list('/api/late/records'),
  'GET /api/late/soon': list('/api/late/soon'),
  'GET /api/notices': list('/api/notices'),
  'GET /api/changes': list('/api/changes'),
  'GET /api/changes/to-confirm': list('/api/changes/to-confirm'),
  'GET /api/changes/board': { takes: [], ask: (who) => who.get('/api/changes/board') },
  'POST /api/changes': {
    takes: ['schoolId'],
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
  'GET /api/changes/:changeId': { takes: [], ask: (who) => who.get(`/api/changes/${randomUUID()}`) },
  'POST /api/changes/:changeId/apply': {
    takes: [],
    ask: (who) => who.post(`/api/changes/${randomUUID()}/apply`, { version: 1 }),
  },
  'POST /api/changes/:changeId/put-aside': {
    takes: [],
    ask: (who) => who.post(`/api/changes/${randomUUID()}/put-aside`, { version: 1 }),
  },
  'POST /api/people/search': {
    takes: ['schoolId', 'cursor'],
    ask: (who, { schoolId, cursor }) =>
      who.post('/api/people/search', { school: schoolId, limit: 100, ...(cursor !== '' && { cursor }) }),
  },
  'POST /api/people/:personId/invitation': {
    takes: [],
    ask: (who) => who.post(`/api/people/${randomUUID()}/invitation`, { eventId: randomUUID() }),
  },
  'POST /api/people/:personId/invitation/withdraw': {
    takes: [],
    ask: (who) => who.post(`/api/people/${randomUUID()}/invitation/withdraw`),
  },
  'POST /api/invitations/join': {
    takes: [],
    ask: (who) => who.post('/api/invitations/join', { token: randomUUID() }),
  },
  'GET /api/people/:personId': { takes: [], ask: (who) => who.get(`/api/people/${randomUUID()}`) },
  'GET /api/authorities': { takes: [], ask: (who) => who.get('/api/authorities') },
  'POST /api/me/step-up': {
    takes: [],
    ask: (who) => who.post('/api/me/step-up', { password: 'not the one they have' }),
  },
  'GET /api/me/account': { takes: [], ask: (who) => who.get('/api/me/account') },
  'POST /api/me/sessions/end': {
    takes: [],
    ask: (who) => who.post('/api/me/sessions/end', { id: randomUUID() }),
  },
  'POST /api/me/sessions/end-others': { takes: [], ask: (who) => who.post('/api/me/sessions/end-others') },
  'POST /api/me/devices/forget': {
    takes: [],
    ask: (who) => who.post('/api/me/devices/forget', { id: randomUUID() }),
  },
  'POST /api/me/authenticator/begin': {
    takes: [],
    ask: (who) => who.post('/api/me/authenticator/begin'),
  },
  'POST /api/me/authenticator/confirm': {
    takes: [],
    ask: (who) => who.post('/api/me/authenticator/confirm', { code: '000000' }),
  },
  'POST /api/me/authenticator/codes': {
    takes: [],
    ask: (who) => who.post('/api/me/authenticator/codes'),
  },
  'POST /api/me/authenticator/off': { takes: [], ask: (who) => who.post('/api/me/authenticator/off') },
  'POST /api/me/passkeys/begin': { takes: [], ask: (who) => who.post('/api/me/passkeys/begin') },
  'POST /api/me/passkeys': {
    takes: [],
    ask: (who) =>
      who.post('/api/me/passkeys', {
        name: 'Mine',
        made: { id: 'AAAA', clientData: 'e30', attestation: 'oA', transports: [] },
      }),
  },
  'POST /api/me/passkeys/remove': {
    takes: [],
    ask: (who) => who.post('/api/me/passkeys/remove', { id: randomUUID() }),
  },
  'POST /api/me/step-up/passkey/begin': {
    takes: [],
    ask: (who) => who.post('/api/me/step-up/passkey/begin'),
  },
  'POST /api/me/step-up/passkey': {
    takes: [],
    ask: (who) =>
      who.post('/api/me/step-up/passkey', {
        ...{ id: 'AAAA', clientData: 'e30', authenticatorData: 'AAAA', signature: 'AAAA', userHandle: null },
      }),
  },
  'POST /api/me/password': {
    takes: [],
    ask: (who) =>
      who.post('/api/me/password', { current: 'not the one they have', next: 'seven grey herons' }),
  },
  'GET /api/trust/sign-in': { takes: [], ask: (who) => who.get('/api/trust/sign-in') },
  'POST /api/trust/sign-in': {
    takes: [],
    ask: (who) => who.post('/api/trust/sign-in', { idleMinutes: 60, longestMinutes: 720, stepUpMinutes: 10 }),
  },
  'POST /api/trust/sign-in/proofs': {
    takes: [],
    ask: (who) => who.post('/api/trust/sign-in/proofs', { askedOf: {} }),
  },
  'POST /api/me/sign-on/link': { takes: [], ask: (who) => who.post('/api/me/sign-on/link') },
  'POST /api/me/sign-on/unlink': { takes: [], ask: (who) => who.post('/api/me/sign-on/unlink') },
  'GET /api/trust/sign-on': { takes: [], ask: (who) => who.get('/api/trust/sign-on') },
  'POST /api/trust/sign-on': {
    takes: [],
    ask: (who) =>
      who.post('/api/trust/sign-on', {
        issuer: 'https://127.0.0.1:1',
        clientId: 'ours',
        clientSecret: randomUUID(),
      }),
  },
  'POST /api/trust/sign-on/try': { takes: [], ask: (who) => who.post('/api/trust/sign-on/try') },
  'POST /api/trust/sign-on/forget': {
    takes: [],
    ask: (who) => who.post('/api/trust/sign-on/forget', { given: new Date().toISOString() }),
  },
  'POST /api/trust/sign-in/resets': {
    takes: [],
    ask: (who) => who.post('/api/trust/sign-in/resets', { email: 'nobody@nowhere.example' }),
  },
  'GET /api/me/contact': { takes: [], ask: (who) => who.get('/api/me/contact') },
  'POST /api/me/contact': {
    takes: [],
    ask: (who) => who.post('/api/me/contact', { soon: 'email', later: 'daily', quiet: 'none' }),
  },
  'GET /api/trust/notify': { takes: [], ask: (who) => who.get('/api/trust/notify') },
  'POST /api/trust/notify': {
    takes: [],
    ask: (who) =>
      who.post('/api/trust/notify', {
        apiKey: `ours-${randomUUID()}-${randomUUID()}`,
        emailTemplate: randomUUID(),
        textTemplate: null,
        callbackToken: randomUUID(),
      }),
  },
  'POST /api/trust/notify/try': {
    takes: [],
    ask: (who) => who.post('/api/trust/notify/try', { given: new Date().toISOString() }),
  },
  'POST /api/trust/notify/forget': {
    takes: [],
    ask: (who) => who.post('/api/trust/notify/forget', { given: new Date().toISOString() }),
  },
  'GET /api/notices/:noticeId/due.ics': {
    takes: ['noticeId'],
    ask: (who, { noticeId }) => who.get(`/api/notices/${noticeId}/due.ics`),
  },
  'POST /api/notices/seen': {
    takes: ['noticeId'],
    ask: (who, { noticeId }) => who.post('/api/notices/seen', { ids: [noticeId] }),
  },
};

/** Answered by a stream, which its own spec tries. */
export const STREAMS = ['GET /api/live'] as const;
