import type { WireName } from '../schedule.ts';

/** Something is about to be done, by bytes that are on their way, or was, as those say that come back. */
export type Moment = 'before' | 'after';

/** What is seen on a wire. */
export interface Passing {
  readonly wire: WireName;
  /** In the words of its protocol. */
  readonly said: string;
  readonly moment: Moment;
}

/** Told of whatever passes; it is held back for as long as the answer takes. */
export type Onlooker = (passing: Passing) => Promise<unknown> | null;
