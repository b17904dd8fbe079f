import type { AddPasskey, PasskeyAsked, PasskeyBegun, PasskeyProof } from '@trustward/contracts';
import { PASSKEY_TRANSPORTS } from '@trustward/contracts';
import { Said } from './problem.ts';

/** Whether this browser, at this address, could use any: none does over plain http. */
export const passkeysHere = (): boolean => 'PublicKeyCredential' in globalThis;

/** Fetched when somebody first uses a passkey. */
const webauthn = () => import('@simplewebauthn/browser');

/** Has the person's device sign what was asked. */
export async function provePasskey(asked: PasskeyAsked): Promise<PasskeyProof> {
  mustBeAt(asked.rpId);
  const { startAuthentication } = await webauthn();
  const { id, response } = await said(() => startAuthentication({ optionsJSON: asked }), NOT_USED);
  return {
    id,
    clientData: response.clientDataJSON,
    authenticatorData: response.authenticatorData,
    signature: response.signature,
    userHandle: response.userHandle ?? null,
  };
}

/** Has the person's device, or what keeps their passkeys, make one. */
export async function makePasskey(begun: PasskeyBegun): Promise<AddPasskey['made']> {
  mustBeAt(begun.rp.id);
  const { startRegistration } = await webauthn();
  const { id, response } = await said(() => startRegistration({ optionsJSON: begun }), NOT_MADE);
  const reached: readonly string[] = response.transports ?? [];
  return {
    id,
    clientData: response.clientDataJSON,
    attestation: response.attestationObject,
    transports: PASSKEY_TRANSPORTS.filter((transport) => reached.includes(transport)),
  };
}

const NOT_USED = 'No passkey was used. Try again, or enter your password';
const NOT_MADE = 'No passkey was made. Try again, or on another device';
const THERE_IS_ONE = 'This device holds a passkey for you already';

/** The browser says too little of why: put away, too late, none there. */
async function said<T>(ceremony: () => Promise<T>, otherwise: string): Promise<T> {
  try {
    return await ceremony();
  } catch (error) {
    throw new Said(error instanceof Error && error.name === 'InvalidStateError' ? THERE_IS_ONE : otherwise);
  }
}

/** A passkey is bound to a name; by another, such as this machine's number, no browser would use it. */
function mustBeAt(name: string): void {
  const { hostname, protocol, port } = location;
  if (hostname === name) return;
  const there = `${protocol}//${name}${port && `:${port}`}`;
  throw new Said(`Passkeys work at ${there} only. Open Trustward there`);
}
