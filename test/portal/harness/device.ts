import type { Page } from '@playwright/test';

/** All that this browser keeps for the portal, as somebody would read it who opens its files. */
export const keptOnDevice = (page: Page): Promise<{ rows: number; text: string }> =>
  page.evaluate(async () => {
    const open = indexedDB.open('trustward');
    const database = await new Promise<IDBDatabase>((done) => (open.onsuccess = () => done(open.result)));
    const sealed = database.transaction('sealed').objectStore('sealed');
    const [all, names] = [sealed.getAll(), sealed.getAllKeys()];
    const rows = await new Promise<{ bytes: ArrayBuffer }[]>(
      (done) => (names.onsuccess = () => done(all.result as { bytes: ArrayBuffer }[])),
    );
    database.close();
    const told = [
      ...rows.map(({ bytes }) => new TextDecoder('latin1').decode(bytes)),
      ...names.result.map(String),
      JSON.stringify({ ...localStorage }),
      JSON.stringify({ ...sessionStorage }),
    ];
    return { rows: rows.length, text: told.join() };
  });

/** Runs in the page: from here on the device's clock is ahead by this much more, or behind where it is negative. */
export function setClockAhead(ms: number): void {
  const before = Date.now;
  Date.now = () => before() + ms;
}
