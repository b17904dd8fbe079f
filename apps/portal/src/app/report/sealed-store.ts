import { Injectable } from '@angular/core';
import { type Sealed, newSealingKey, seal, unseal } from './sealing.ts';

const DATABASE = 'trustward';
const KEYS = 'keys';
const SEALED = 'sealed';
const KEY = 'device';

/** How names begin of which nothing is left once their person signs out. */
export const untilSignOut = (personId: string): string => `until-sign-out/${personId}/`;

/** Keeps sealed values on this device. Where the browser offers no sealing (plain http), it keeps nothing. */
@Injectable({ providedIn: 'root' })
export class SealedStore {
  readonly available = typeof crypto.subtle === 'object' && typeof indexedDB === 'object';

  /** Writes go one after another: sealing takes its time, and the later word must win. */
  private writing: Promise<unknown> = Promise.resolve();

  put(name: string, value: unknown, keptMs?: number): Promise<void> {
    return this.afterOthers(async (database) => {
      const sealed = await seal(await deviceKey(database), name, value, Date.now(), keptMs);
      await done(database.transaction(SEALED, 'readwrite').objectStore(SEALED).put(sealed, name));
    });
  }

  /** After whatever is being written: it may be that. */
  async get(name: string): Promise<unknown> {
    await this.writing;
    const database = await open();
    const sealed = await done<Sealed | undefined>(
      database.transaction(SEALED).objectStore(SEALED).get(name) as IDBRequest<Sealed | undefined>,
    );
    const value = sealed ? await unseal(await deviceKey(database), name, sealed, Date.now()) : null;
    database.close();
    if (sealed && value === null) await this.delete(name);
    return value;
  }

  delete(name: string): Promise<void> {
    return this.deleteKeys(name);
  }

  /** The names that begin like this. */
  async namesUnder(beginning: string): Promise<string[]> {
    await this.writing;
    const database = await open();
    const names = database.transaction(SEALED).objectStore(SEALED).getAllKeys(under(beginning));
    return (await done(names).finally(() => database.close())).map(String);
  }

  /** The person signs out on this device. */
  async signedOut(personId: string): Promise<void> {
    if (this.available) await this.deleteKeys(under(untilSignOut(personId)));
  }

  private deleteKeys(keys: string | IDBKeyRange): Promise<void> {
    return this.afterOthers(async (database) => {
      await done(database.transaction(SEALED, 'readwrite').objectStore(SEALED).delete(keys));
    });
  }

  private afterOthers(write: (database: IDBDatabase) => Promise<void>): Promise<void> {
    const turn = this.writing.then(async () => {
      const database = await open();
      await write(database).finally(() => database.close());
    });
    // The one that failed tells its own caller; those behind it go on.
    this.writing = turn.catch(() => undefined);
    return turn;
  }
}

const under = (beginning: string): IDBKeyRange => IDBKeyRange.bound(beginning, `${beginning}\uffff`);

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(KEYS);
    request.result.createObjectStore(SEALED);
  };
  return done(request);
}

async function deviceKey(database: IDBDatabase): Promise<CryptoKey> {
  const read = database.transaction(KEYS).objectStore(KEYS).get(KEY) as IDBRequest<CryptoKey | undefined>;
  const known = await done(read);
  if (known) return known;
  const key = await newSealingKey();
  await done(database.transaction(KEYS, 'readwrite').objectStore(KEYS).put(key, KEY));
  return key;
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the browser could not keep the draft'));
  });
}
