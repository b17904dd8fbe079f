import { describe, expect, it } from 'vitest';
import { letterOf, linkLetter, trustLetter, unattached } from './letter.ts';

const CASE = {
  caseId: '0198c0de-0000-7000-8000-000000000001',
  reference: 'C4M-GMH',
  drill: false,
  standsFor: 'itself',
  isUrgent: true,
  noticeId: '0198c0de-0000-7000-8000-000000000002',
  diaryEntry: { id: '0198c0de-0000-7000-8000-000000000003', sequence: 2 },
  dueAt: null,
} as const;
const AT = 'https://trustward.example';

describe('a letter', () => {
  it('about a child says what happened, the reference and where to look', () => {
    const { subject, text, html } = letterOf({ ...CASE, about: 'child', because: 'breach' }, AT);
    expect(subject).toBe('Trustward: Something is late (C4M-GMH)');
    expect(text).toContain(`${AT}/cases/${CASE.caseId}`);
    expect(html).toContain(`<a href="${AT}/cases/${CASE.caseId}">`);
  });

  it('of what only a later version knows says that there is news, and never that it is undefined', () => {
    const because = 'constructor' as never;
    const { subject } = letterOf({ ...CASE, about: 'child', because }, AT);
    expect(subject).toBe('Trustward: There is news for you (C4M-GMH)');
    const ofTrust = trustLetter(because, AT);
    expect(ofTrust.subject).toBe('Trustward: There is news for you');
    expect(ofTrust.text).toContain(`${AT}/notices`);
  });

  it.each(['adult', 'institution', 'information'] as const)(
    'about an %s says only that there is something to do, not even which case',
    (about) => {
      const all = Object.values(letterOf({ ...CASE, about, because: 'nobodyCanAct' }, AT)).join();
      expect(all).toContain('Trustward: You have something to do');
      expect(all).not.toContain(CASE.reference);
      expect(all).not.toContain(CASE.caseId);
    },
  );

  it('that stands for everything an outage made late says that there was one, and names no case', () => {
    const letter = letterOf({ ...CASE, standsFor: 'outage', about: 'child', because: 'breach' }, AT);
    expect(letter.subject).toBe('Trustward: You have something to do');
    expect(letter.text).toMatch(/^Trustward or part of it was down for a time, and reminders waited\./);
    expect(letter.text).toContain(`${AT}/notices`);
    expect(Object.values(letter).join()).not.toContain(CASE.reference);
  });

  it('brings the time at which something is due, for a diary, with no word of what, of whom or which case', () => {
    expect(letterOf({ ...CASE, about: 'child', because: 'breach' }, AT).diary).toBeNull();
    const dueAt = Date.UTC(2026, 10, 23, 9, 30);
    const { diary } = letterOf({ ...CASE, dueAt, about: 'child', because: 'newDuty' }, AT);
    expect(diary?.file.split('\r\n')).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Trustward//Trustward//EN',
      'METHOD:PUBLISH',
      'BEGIN:VEVENT',
      `UID:${CASE.diaryEntry.id}`,
      'SEQUENCE:2',
      'DTSTAMP:20261123T093000Z',
      'DTSTART:20261123T093000Z',
      'DTEND:20261123T094500Z',
      'SUMMARY:Trustward: something is due',
      `URL:${AT}/duties`,
      'CLASS:PRIVATE',
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ]);
  });

  it('to which nothing can be attached says where that time is given, without saying which case it is of', () => {
    const told = { ...CASE, about: 'adult', because: 'newDuty' } as const;
    const letter = letterOf({ ...told, dueAt: Date.UTC(2026, 10, 23, 9, 30) }, AT);
    expect(unattached(letter)).toBe(
      `${letter.text}\nFor your diary, the time and no more: ${AT}/diary/${CASE.noticeId}\n`,
    );
    expect(unattached(letter)).not.toMatch(new RegExp(`${CASE.reference}|${CASE.caseId}`));
    const timeless = letterOf(told, AT);
    expect(unattached(timeless)).toBe(timeless.text);
  });

  it('is a text that says to sign in and that it is urgent, and nothing else', () => {
    const { brief } = letterOf({ ...CASE, about: 'child', because: 'breach' }, AT);
    expect(brief).toBe('Trustward: sign in, urgent');
    const soon = letterOf({ ...CASE, isUrgent: false, about: 'child', because: 'newDuty' }, AT);
    expect(soon.brief).toBe('Trustward: sign in');
  });

  it('of a day says that there is news and that it can wait, and names no case', () => {
    const letter = letterOf({ ...CASE, standsFor: 'day', about: 'child', because: 'agreed' }, AT);
    expect(letter.subject).toBe('Trustward: There is news for you, and it can wait');
    expect(Object.values(letter).join()).not.toContain(CASE.reference);
  });

  it('of a drill says so first, in its subject too', () => {
    const { subject, text } = letterOf({ ...CASE, drill: true, about: 'child', because: 'reminder' }, AT);
    expect(subject).toMatch(/^DRILL/);
    expect(text).toMatch(/^This is a drill\./);
  });
});

describe('3.14 law 8: a letter to an agency', () => {
  it('about a child says a reference, a link to press and that opening it changes nothing', () => {
    const { subject, text, html } = linkLetter({ token: 'abc', reference: 'C4M-GMH' }, AT);
    expect(subject).toBe('Trustward: Please confirm that you have what we sent (C4M-GMH)');
    expect(text).toContain(`${AT}/acknowledge#abc`);
    expect(text).toContain('Opening it changes nothing');
    expect(html).toContain(`<a href="${AT}/acknowledge#abc">`);
  });

  it('about anything else says not even which case, and no letter says what was sent', () => {
    for (const reference of ['C4M-GMH', null]) {
      const all = Object.values(linkLetter({ token: 'abc', reference }, AT)).join();
      expect(all.includes('C4M-GMH')).toBe(reference !== null);
      expect(all).not.toMatch(/referral|concern|allegation|social care|family/i);
    }
  });
});

describe('a letter of what somebody signs in by', () => {
  it('says what was done and what to do if it was not they, and nothing else', () => {
    const { subject, text, html } = trustLetter('passwordChanged', AT);
    expect(subject).toBe('Trustward: Your password was changed');
    expect(text).toContain(`${AT}/account`);
    expect(text).toContain(
      'If you cannot sign in any more, ring whoever looks after Trustward in your trust',
    );
    expect(html).toContain(`<a href="${AT}/account">`);
    expect(trustLetter('keyReplaced', AT).text).toContain(`${AT}/notify`);
    expect(trustLetter('signOnReplaced', AT).text).toContain(`${AT}/signing-in`);
    expect(trustLetter('signOnDropped', AT).text).toContain(`${AT}/account`);
  });
});
