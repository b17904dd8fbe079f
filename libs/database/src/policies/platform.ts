import { API, WORKER } from './roles.ts';

/** Tables that no trust owns. Anything else must stand in schema app, behind a fence. */
export const PLATFORM_TABLES = [
  'account',
  'audit_clock',
  'authenticator',
  'authority',
  'calendar',
  'device',
  'heartbeat',
  'membership',
  'migration',
  'outage',
  'passkey',
  'passkey_challenge',
  'proof_reset',
  'pulse',
  'rebuild',
  'recovery_code',
  'session',
  'sign_in_rule',
  'sign_on_attempt',
  'tenant',
] as const;

export const platform = [
  `grant select on platform.tenant, platform.authority, platform.calendar to ${API}, ${WORKER}`,
  `grant select on platform.account, platform.membership, platform.heartbeat to ${API}`,
  `grant select, insert, update, delete on platform.session, platform.device to ${API}`,
  `grant select, insert, update on platform.heartbeat to ${WORKER}`,
  `grant select, insert, update on platform.pulse to ${API}, ${WORKER}`,
  `grant select, insert on platform.outage to ${API}, ${WORKER}`,
];
