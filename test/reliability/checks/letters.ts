import { urgencyOf } from '@trustward/casework';
import type { MailServer } from '../../process/harness/mail-server.ts';
import type { Struck } from '../strikes.ts';
import type { Restored } from '../losses.ts';
import type { Finding } from './finding.ts';
import type { CaseRecord, MessageRow } from './record.ts';

type Letter = MailServer['letters'][number];

export interface Post {
  /** Those that came since the schedule began. */
  readonly letters: readonly Letter[];
  readonly struck: readonly Struck[];
  readonly restored: Restored | null;
}

/** Whoever was told of what cannot wait has one message of it, which left, and left again only where something broke. */
export function lettersOf(record: CaseRecord, post: Post): Finding[] {
  return [
    ...record.deliveries.flatMap((delivery) => {
      const to = record.messages.filter(({ deliveryId }) => deliveryId === delivery.id);
      const people = to.map(({ person }) => person).sort();
      const should =
        urgencyOf(delivery.because, false) !== 'later' ? [...(delivery.toldTo ?? [])].sort() : [];
      return people.join() === should.join()
        ? []
        : [wrong(`${record.id} ${delivery.key} has ${people.length} messages for ${should.length} people`)];
    }),
    ...record.messages.flatMap((message) => messageOf(message, post)),
  ];
}

function messageOf({ id, state, address }: MessageRow, { letters, struck, restored }: Post): Finding[] {
  const copies = letters.filter((letter) => idOf(letter) === id);
  const since = copies.filter(({ at }) => restored === null || at > restored.to);
  const wasRefused = state === 'refused' && struck.some(({ fault }) => 'mail' in fault && fault.mail === 550);
  const times = since.map(({ at }) => at).join();
  return [
    ...(state === 'accepted' || wasRefused ? [] : [wrong(`message ${id} is ${state}`)]),
    ...(copies.length > 0 || wasRefused ? [] : [wrong(`message ${id} never came`)]),
    ...(copies.every(({ to }) => to === address) ? [] : [wrong(`message ${id} went to somebody else`)]),
    ...(isExcused(since, struck) ? [] : [wrong(`message ${id} came ${since.length} times: ${times}`)]),
  ];
}

/** For so long the worker waits to hear that a letter was taken; then it cannot know, and sends it again. */
const MAILER_WAITS_MS = 10_000;

/** Between two copies of one message there was a fault, and each excuses one copy; or the first was never answered. */
function isExcused(copies: readonly Letter[], struck: readonly Struck[]): boolean {
  const left = [...struck];
  return copies.every(({ at }, index) => {
    const before = copies[index - 1];
    if (before === undefined || before.dropped || at - before.at > MAILER_WAITS_MS) return true;
    const found = left.findIndex(({ from, to }) => from <= at && to >= before.at);
    if (found < 0) return false;
    left.splice(found, 1);
    return true;
  });
}

/** Letters under the id of no message; before a restore there were messages of which nothing is known any more. */
export function strangeLetters(known: ReadonlySet<string>, { letters, restored }: Post): Finding[] {
  return letters
    .filter((letter) => !known.has(idOf(letter)) && (restored === null || letter.at > restored.to))
    .map((letter) => wrong(`a letter came under the id ${letter.id}, which no message has`));
}

/** How many letters came under an id that had come before. */
export const secondCopies = (letters: readonly Letter[]): number =>
  letters.length - new Set(letters.map(idOf)).size;

const idOf = ({ id }: Letter): string => /^<([^@]+)@[^@]+>$/.exec(id.trim())?.[1] ?? id;

const wrong = (sentence: string): Finding => ({ what: 'letters', sentence });
