import { CarrierRefusesUs } from './carrier.ts';
import type { Carrier } from './carrier.ts';

/** In place of a service whose key does not open: as one that refuses it, so that what it would carry is kept until then. */
export function openShut(): Carrier {
  let isLockedOut = false;
  return {
    get isLockedOut() {
      return isLockedOut;
    },
    send: () => {
      isLockedOut = true;
      return Promise.reject(new CarrierRefusesUs());
    },
    close: () => undefined,
  };
}
