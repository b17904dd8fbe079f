import { CLAIMS, prove } from '@trustward/chain/prove';
import type { Bound, Proof } from '@trustward/chain/prove';
import type { Run } from '../command.ts';
import { given } from './given.ts';
import { MOST_FILES, readAll } from './read-all.ts';
import { linesOf } from './say-finding.ts';
import type { Placed } from './say-finding.ts';
import { refusedIn, soundIn, withoutChain } from './sound.ts';
import type { Subject } from './subject.ts';

/** Whether chains can leave anybody stranded: how soon people are told at the latest, or the story of how they are not. */
export const chainProveCommand: Run = (io, args) => {
  const { files, json, above } = given(args, { atMost: MOST_FILES });
  const { subjects, unreadable } = readAll(files, above);
  const chains = subjects.flatMap((subject) => subject.chains);
  const looked = subjects.map((subject) => lookedAt(subject, refusedIn(subject, chains)));
  const bad = [...unreadable, ...looked.flatMap((each) => each.bad)];
  const answers = looked.flatMap((each) => each.answers);
  for (const sentence of bad) io.talk(sentence);
  if (answers.length > 0) io.answer(json ? documentOf(answers, files) : textOf(answers));
  if (bad.length > 0) return Promise.resolve(2);
  return Promise.resolve(answers.every((each) => each.ok && each.undecided.length === 0) ? 0 : 1);
};

interface Looked {
  readonly answers: readonly Answer[];
  /** Why it is bad input, where it is. */
  readonly bad: readonly string[];
}

/** What is not in the language is bad input; what is, and cannot be run, the linter refuses. */
function lookedAt(subject: Subject, refused: readonly Placed[]): Looked {
  if (refused.some(({ code }) => code === 'malformed')) return { answers: [], bad: linesOf(refused) };
  if (subject.chains.length === 0) return { answers: [], bad: [withoutChain(subject)] };
  const sound = new Map(soundIn(subject).map(({ chain }) => [chain.id, chain]));
  const answers = [...new Set(subject.chains)].map((id): Answer => {
    const chain = sound.get(id);
    const proof = chain === undefined ? null : prove(chain);
    const said = { chain: id, title: chain?.title ?? id };
    if (proof?.ok === false) return { ...said, ...proof };
    const here = refused.filter((each) => (each.chain ?? id) === id);
    return { ...said, ...(proof === null || here.length > 0 ? refusal(proof, here) : proof) };
  });
  return { answers, bad: [] };
}

/** Of one chain in one file the answer itself, else a list of them. */
const documentOf = (answers: readonly Answer[], { length }: readonly string[]): string =>
  JSON.stringify(length === 1 && answers.length === 1 ? answers[0] : answers, null, 2);

const textOf = (answers: readonly Answer[]): string =>
  answers.map((answer) => linesFor(answer).join('\n')).join('\n\n');

/** What a proof leaves to the linter is not proved where the linter refuses it. What cannot be run is not looked at. */
const refusal = (proof: Proof | null, refused: readonly Placed[]) =>
  ({ ok: false, counterExample: null, refused, notExplored: proof?.notExplored ?? [] }) as const;

type Answer = (Proof | ReturnType<typeof refusal>) & { readonly chain: string; readonly title: string };

function linesFor(answer: Answer): string[] {
  const { title } = answer;
  const left = answer.notExplored.length === 0 ? [] : ['Not looked at:', ...indented(answer.notExplored)];
  if (answer.ok) {
    const verdict = answer.undecided.length === 0 ? 'proved' : 'not decided, as not everything was looked at';
    return [`${title}: ${verdict}.`, ...indented(boundsOf(answer.bounds)), ...left];
  }
  if (answer.counterExample === null) {
    return [`${title}: not proved. The linter refuses it.`, ...indented(linesOf(answer.refused)), ...left];
  }
  const { claim, story } = answer.counterExample;
  return [`${title}: not proved. ${CLAIMS[claim]}`, ...indented(story), ...left];
}

const indented = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);

type Bounds = Extract<Proof, { ok: true }>['bounds'];

function boundsOf({ officerDutyOwned, leaderTold }: Bounds): string[] {
  return [
    ...(officerDutyOwned === null
      ? []
      : [`Somebody owns the Designated Officer's duty ${sayBound(officerDutyOwned)}.`]),
    `A leader outside the line is told ${sayBound(leaderTold)}, though nobody acts.`,
  ];
}

/** 'at once', 'within 24 hours (8 of them working hours), from Friday 16:40' */
function sayBound({ hours, workingHours, start }: Bound): string {
  if (hours === 0) return 'at once';
  const rounded = (number: number): string => `${Math.round(number * 10) / 10}`;
  return `within ${rounded(hours)} hours (${rounded(workingHours)} of them working hours), at worst from ${start}`;
}
