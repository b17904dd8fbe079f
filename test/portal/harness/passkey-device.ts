import type { CDPSession } from '@playwright/test';
import { type Visitor, baseUrl } from './visitor.ts';

/** Passkeys are bound to a name, which a number is not. */
export const HERE = (): string => baseUrl().replace('127.0.0.1', 'localhost');

/** A device of Chromium's own that keeps passkeys and verifies its user, as a phone does. */
export async function withDevice(
  visitor: Visitor,
): Promise<{ readonly cdp: CDPSession; readonly authenticatorId: string }> {
  const cdp = await visitor.context.newCDPSession(visitor.page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport: 'internal', automaticPresenceSimulation: true },
      ...{ hasResidentKey: true, hasUserVerification: true, isUserVerified: true },
    },
  });
  return { cdp, authenticatorId };
}
