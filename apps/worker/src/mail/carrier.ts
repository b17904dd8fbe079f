import type { Channel, Fate, Message } from '@trustward/casework';
import type { Letter } from './letter.ts';

/** Whoever takes messages from us and brings them to people: a mail server, or GOV.UK Notify. */
export interface Carrier {
  /** Rejects where the carrier is away or says “later”. */
  send(message: Pick<Message, 'tenantId' | 'id' | 'address' | 'returnMark'>, letter: Letter): Promise<Fate>;
  /** Whether the carrier refused our password or key, or what we set up with it, when it was asked last. */
  readonly isLockedOut: boolean;
  close(): void;
}

/** Who carries what; null where nobody does. */
export type Carriers = Readonly<Record<Channel, Carrier | null>>;

/** Says only what kind of failure it was: a carrier's words quote the address they are about. */
export class CarrierAway extends Error {
  override readonly name = 'CarrierAway';
}

/** The carrier refuses us, whoever a message is for: nobody's goes out until that is mended. */
export class CarrierRefusesUs extends Error {
  override readonly name = 'CarrierRefusesUs';
}
