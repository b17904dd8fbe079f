import type { FloorField } from '../src/language/step.ts';

/** What layers below may do with what is a floor, as the language's page says it. */
export const MEANS: Readonly<Record<FloorField, string>> = {
  when: 'May come up in more cases and earlier, never in fewer or later; nothing else makes it needless.',
  owner:
    'Others may be put in anywhere; nobody is left out, and those who are there keep their order. It stays a duty of one person alone, or of whoever is next.',
  clock:
    'The sooner of the two; where only a calendar can decide, whichever is sooner. Counted from the same instant.',
  remind: 'Others may be put in; none is left out or moved.',
  unacknowledged:
    'Others may be put in; each that is there tells the same people and more, no later, and as often.',
  late: 'Others may be put in; each that is there tells the same people and more, no later, and as often.',
  evidence:
    'More may be asked for, though nothing that must be filled in on a call or where the time is a floor; nothing is left out, made optional, asked in fewer cases, or given further choices.',
  otherThanDoerOf:
    'More steps may be named, though not on a call or where the time is a floor; none is left out.',
  approval:
    'It may be asked for, more may have to agree, fewer may be asked; never on the danger or Designated Officer path.',
  gates:
    'More may have to wait for it, though nothing on the danger or Designated Officer path; all that waits goes on waiting.',
  opens:
    'As soon, after as many outcomes, of the same chain and with the same answers, or more of them; waited for where it was. It may open one where it opened none.',
};
