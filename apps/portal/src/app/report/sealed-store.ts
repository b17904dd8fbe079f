import { Injectable } from '@angular/core';
import { type Sealed, newSealingKey, seal, unseal } from './sealing.ts';

const DATABASE = 'trustward';
const KEYS = 'keys';
const SEALED = 'sealed';
const KEY = 'device';

/** How the names of reports begin. When one lapses, a note of it is left for its writer. */
export const REPORTS = 'report/';
export const lapsed = (name: string): string => `lapsed/${name}`;

/** What is open of the browser's store: so that keeping a word takes as little time as it can. */
interface Opened {
  readonly database: IDBDatabase;
  readonly key: CryptoKey;
}

/** Keeps sealed values on this device. Where the browser offers no sealing (plain http), it keeps nothing. */
@Injectable({ providedIn: 'root' })
export class SealedStore {
  readonly available = [crypto.subtle, globalThis.indexedDB, navigator.locks].every(
    (needed) => typeof needed === 'object',
  );

  private opening: Promise<Opened> | null = null;
  /** Writes go one after another: sealing takes its time, and the later word must win. */
  private writing: Promise<unknown> = Promise.resolve();

  put(name: string, value: unknown, keptMs?: number): Promise<void> {
    return this.afterOthers(async ({ database, key }) => {
      const sealed = await seal(key, name, value, Date.now(), keptMs);
      await write(database, (values) => values.put(sealed, name));
    });
  }

  /** After whatever is being written: it may be that. */
  async get(name: string): Promise<unknown> {
    await this.writing;
    const { database, key } = await this.opened();
    const sealed = await done<Sealed | undefined>(
      database.transaction(SEALED).objectStore(SEALED).get(name) as IDBRequest<Sealed | undefined>,
    );
    const value = sealed ? await unseal(key, name, sealed, Date.now()) : null;
    if (sealed && value === null) await this.lapse(name, sealed);
    return value;
  }

  delete(name: string): Promise<void> {
    return this.afterOthers(({ database }) => write(database, (values) => values.delete(name)));
  }

  /** The names that begin like this. */
  async namesUnder(beginning: string): Promise<string[]> {
    await this.writing;
    const { database } = await this.opened();
    const under = IDBKeyRange.bound(beginning, `${beginning}\uffff`);
    const names = database.transaction(SEALED).objectStore(SEALED).getAllKeys(under);
    return (await done(names)).map(String);
  }

  /** Nothing is left of what it said. */
  private async lapse(name: string, { expiresAt }: Sealed): Promise<void> {
    if (name.startsWith(REPORTS)) await this.put(lapsed(name), Math.min(expiresAt, Date.now()), Infinity);
    await this.delete(name);
  }

  private afterOthers(work: (opened: Opened) => Promise<void>): Promise<void> {
    const turn = this.writing.then(async () => work(await this.opened()));
    // The one that failed tells its own caller; those behind it go on.
    this.writing = turn.catch(() => undefined);
    return turn;
  }

  /** Opened once; anew after it failed, or after the browser cleared what it keeps. */
  private opened(): Promise<Opened> {
    const forget = () => (this.opening = null);
    this.opening ??= openStore(forget).catch((error: unknown) => {
      forget();
      throw error;
    });
    return this.opening;
  }
}

async function openStore(closed: () => void): Promise<Opened> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(KEYS);
    request.result.createObjectStore(SEALED);
  };
  const database = await done(request);
  database.onclose = closed;
  database.onversionchange = () => {
    database.close();
    closed();
  };
  return { database, key: await deviceKey(database) };
}

/** Two tabs that begin at once must not each make a key: what one has sealed, the other could never read. */
async function deviceKey(database: IDBDatabase): Promise<CryptoKey> {
  const read = (keys: IDBObjectStore) => keys.get(KEY) as IDBRequest<CryptoKey | undefined>;
  const known = await done(read(database.transaction(KEYS).objectStore(KEYS)));
  if (known) return known;
  const made = await newSealingKey();
  const keys = database.transaction(KEYS, 'readwrite').objectStore(KEYS);
  const first = await done(read(keys));
  if (first) return first;
  await done(keys.put(made, KEY));
  return made;
}

/** Handed over to the browser at once: a page that is being closed waits for nothing. */
async function write(database: IDBDatabase, work: (values: IDBObjectStore) => IDBRequest): Promise<void> {
  const transaction = database.transaction(SEALED, 'readwrite');
  const written = done(work(transaction.objectStore(SEALED)));
  transaction.commit();
  await written;
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the browser could not keep the draft'));
  });
}
