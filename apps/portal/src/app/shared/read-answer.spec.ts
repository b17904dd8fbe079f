import { noticePage, shownCase } from '@trustward/contracts';
import { describe, expect, it } from 'vitest';
import { readAnswer } from './read-answer.ts';

const notice = {
  id: '0f8fad5b-d9cb-469f-a165-70867728950e',
  caseId: null,
  reference: null,
  because: 'breach',
  sentence: 'There is news.',
  school: null,
  drill: false,
  at: '2026-11-17T14:00:00.000Z',
  seenAt: null,
  mayOpen: false,
  over: false,
  outage: null,
};
const page = (more: object) => ({ items: [{ ...notice, ...more }], next: null, unseen: 1, unseenDrills: 0 });

describe('an answer of the API', () => {
  it('is read though it says a word that only a later version knows', () => {
    expect(readAnswer(noticePage, page({ because: 'laterWord' })).items[0]?.because).toBe('laterWord');
    expect(readAnswer(noticePage, page({})).items[0]?.because).toBe('breach');
  });

  it.each([
    ['has no word at all', { because: undefined }],
    ['has something else in place of a word', { because: 7 }],
    ['lacks anything else', { because: 'laterWord', sentence: undefined }],
  ])('is refused where it %s', (_what, more) => {
    expect(() => readAnswer(noticePage, page(more))).toThrow();
  });

  it('is refused where it is of a form that nothing here shows', () => {
    expect(() => readAnswer(shownCase, { id: notice.id })).toThrow();
  });
});
