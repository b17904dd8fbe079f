import { describe, expect, it } from 'vitest';
import { DRAFT_KEPT_MS, newSealingKey, seal, unseal } from './sealing.ts';

const draft = { childName: 'Alma Marsh', account: 'She said her arm hurt' };
const now = Date.parse('2026-11-20T16:40:00Z');

describe('a draft on the device', () => {
  it('opens with the same key and name', async () => {
    const key = await newSealingKey();
    expect(await unseal(key, 'draft/1', await seal(key, 'draft/1', draft, now), now)).toEqual(draft);
  });

  it('shows nothing of what was written in the bytes kept', async () => {
    const { bytes } = await seal(await newSealingKey(), 'draft/1', draft, now);
    expect(new TextDecoder().decode(bytes)).not.toContain('Alma');
  });

  it('does not open under another name, so another person’s draft stays shut', async () => {
    const key = await newSealingKey();
    expect(await unseal(key, 'draft/2', await seal(key, 'draft/1', draft, now), now)).toBeNull();
  });

  it('does not open with another key', async () => {
    const sealed = await seal(await newSealingKey(), 'draft/1', draft, now);
    expect(await unseal(await newSealingKey(), 'draft/1', sealed, now)).toBeNull();
  });

  it('expires after seven days', async () => {
    const key = await newSealingKey();
    const sealed = await seal(key, 'draft/1', draft, now);
    expect(await unseal(key, 'draft/1', sealed, now + DRAFT_KEPT_MS - 1)).toEqual(draft);
    expect(await unseal(key, 'draft/1', sealed, now + DRAFT_KEPT_MS)).toBeNull();
  });

  it('uses a key that cannot be read out', async () => {
    expect((await newSealingKey()).extractable).toBe(false);
  });
});
