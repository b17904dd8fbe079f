import { randomUUID } from 'node:crypto';
import type { Config } from '@trustward/config';
import { TenantKeys } from '@trustward/database';
import type { As, Door } from '@trustward/database';
import { describe, expect, it } from 'vitest';
import { CarrierRefusesUs } from './carrier.ts';
import { openPostOffice } from './post-office.ts';

const config = {
  mail: { smtpUrl: 'smtp://127.0.0.1:9', from: 'a@b.example', publicUrl: 'https://x.example' },
  returns: { domain: null },
  notify: { apiKey: null, url: 'http://127.0.0.1:9', emailTemplate: null, textTemplate: null },
} as unknown as Config<'mail' | 'returns' | 'notify'>;
const tenantId = randomUUID();
const MESSAGE = { tenantId, id: randomUUID(), address: 'a@b.example', returnMark: '' };
const LETTER = { subject: 's', text: 't', html: '', brief: '', diary: null };

describe('a trust whose own key at GOV.UK Notify was damaged', () => {
  it('still has somebody who carries, refuses for now, and says so like a key that is refused', async () => {
    const keys = new TenantKeys(tenantId, Buffer.alloc(32));
    const tx = { tenantId, keys, query: () => Promise.resolve([{ sealed: Buffer.of(0) }]) };
    const door = { run: (_as: As, work: (tx: unknown) => unknown) => work(tx) } as unknown as Door;
    const office = openPostOffice(config);
    const { email, text } = await office.of(door, tenantId);
    expect(email).not.toBe(office.common.email);
    expect(text).toBeNull();
    expect(office.isLockedOut()).toBe(false);
    await expect(email?.send(MESSAGE, LETTER)).rejects.toBeInstanceOf(CarrierRefusesUs);
    expect(office.isLockedOut()).toBe(true);
    expect((await office.of(door, tenantId)).email).toBe(email);
    office.close();
  });

  it('is not taken for one whose records are away', async () => {
    const door = { run: () => Promise.reject(new Error('away')) } as unknown as Door;
    await expect(openPostOffice(config).of(door, tenantId)).rejects.toThrow('away');
  });
});
