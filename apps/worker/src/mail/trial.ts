import { randomUUID } from 'node:crypto';
import type { Trial } from '@trustward/casework';
import type { TrialOutcome } from '@trustward/contracts';
import type { Config } from '@trustward/config';
import { CarrierRefusesUs } from './carrier.ts';
import type { Carrier } from './carrier.ts';
import type { Letter } from './letter.ts';
import { openCarriers } from './open-carriers.ts';

const NOBODY = { email: null, text: null } as const;

const LETTER: Letter = {
  subject: 'Trustward: a trial message',
  text: 'This came by your trust’s own service at GOV.UK Notify. Somebody under your name asked for it.\n\nThere is nothing to do.\n',
  html: '',
  brief: 'Trustward: a trial message. There is nothing to do.',
  diary: null,
};

/** One message by each way that the trust's own service carries, and what it said of each. */
export async function tryOut(
  config: Config<'mail' | 'returns' | 'notify'>,
  tenantId: string,
  { service, ...to }: Trial,
): Promise<Readonly<Record<'email' | 'text', TrialOutcome | null>>> {
  const carriers = openCarriers({ ...config, notify: { ...config.notify, ...service } }, NOBODY);
  const [email, text] = await Promise.all([
    outcomeOf(carriers.email, tenantId, to.email),
    outcomeOf(carriers.text, tenantId, to.text),
  ]);
  return { email, text };
}

async function outcomeOf(
  carrier: Carrier | null,
  tenantId: string,
  address: string | null,
): Promise<TrialOutcome | null> {
  if (carrier === null) return null;
  if (address === null) return 'noAddress';
  try {
    const { state } = await carrier.send({ tenantId, id: randomUUID(), address, returnMark: '' }, LETTER);
    return state === 'accepted' ? 'accepted' : 'refused';
  } catch (error) {
    // Only by sending is it known whether it lets us in, or answers at all.
    return error instanceof CarrierRefusesUs ? 'lockedOut' : 'away';
  } finally {
    carrier.close();
  }
}
