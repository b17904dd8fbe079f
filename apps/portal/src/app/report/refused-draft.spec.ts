import { describe, expect, it } from 'vitest';
import { newDraft } from './draft.ts';
import { PASSING, refusedDraft } from './refused-draft.ts';

const written = { ...newDraft(0), childName: 'Ada Finch', account: 'Her words.', send: true };

describe('a report that was not taken', () => {
  it('goes back whole, with the reason, and is not sent by itself again', () => {
    const back = refusedDraft(written, { code: 'refused', detail: 'The school is closed.', fields: [] });
    expect(back).toEqual({ ...written, send: false, refused: 'The school is closed.' });
  });

  it('gets a new id where its own is spent on another, so that sending it again reports it', () => {
    const back = refusedDraft(written, { code: 'stale', detail: '', fields: [] });
    expect(back.eventId).not.toBe(written.eventId);
    expect(back).toMatchObject({ childName: 'Ada Finch', account: 'Her words.', send: false });
    expect(back.refused).toMatch(/not taken.*send it again/s);
  });

  it('is not one where the session was over or replaced: that says nothing of the report', () => {
    expect(['notSignedIn', 'forgeryRefused', 'offline'].every((code) => PASSING.has(code as never))).toBe(
      true,
    );
  });
});
