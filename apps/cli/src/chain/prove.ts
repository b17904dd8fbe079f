import { CLAIMS, prove } from '@trustward/chain/prove';
import type { Bound, Proof } from '@trustward/chain/prove';
import type { Run } from '../command.ts';
import { given } from './given.ts';
import { MOST_FILES, readAll } from './read-all.ts';
import { linesOf } from './say-finding.ts';
import type { Placed } from './say-finding.ts';
import { refusedIn, soundIn } from './sound.ts';
import type { Subject } from './subject.ts';

/** Whether chains can leave anybody stranded: how soon people are told at the latest, or the story of how they are not. */
export const chainProveCommand: Run = (io, args) => {
  const { files, json, above } = given(args, { atMost: MOST_FILES });
  const { subjects, unreadable } = readAll(files, above);
  const chains = subjects.flatMap((subject) => subject.chains);
  const answers = subjects.flatMap((subject) => answersIn(subject, refusedIn(subject, chains)));
  for (const sentence of unreadable) io.talk(sentence);
  if (answers.length > 0) io.answer(json ? documentOf(answers, files) : textOf(answers));
  if (unreadable.length > 0) return Promise.resolve(2);
  return Promise.resolve(answers.every((each) => each.ok && each.undecided.length === 0) ? 0 : 1);
};

const answersIn = (subject: Subject, refused: readonly Placed[]): Answer[] =>
  soundIn(subject, refused).map(({ chain }) => {
    const { id, title } = chain;
    const proof = prove(chain);
    const here = proof.ok ? refused.filter((each) => (each.chain ?? id) === id) : [];
    return { chain: id, title, ...(here.length === 0 ? proof : refusal(proof, here)) };
  });

/** Of one chain in one file the answer itself, else a list of them. */
const documentOf = (answers: readonly Answer[], { length }: readonly string[]): string =>
  JSON.stringify(length === 1 && answers.length === 1 ? answers[0] : answers, null, 2);

const textOf = (answers: readonly Answer[]): string =>
  answers.map((answer) => linesFor(answer).join('\n')).join('\n\n');

/** What a proof leaves to the linter is not proved where the linter refuses it. */
const refusal = ({ notExplored }: Proof, refused: readonly Placed[]) =>
  ({ ok: false, counterExample: null, refused, notExplored }) as const;

type Answer = (Proof | ReturnType<typeof refusal>) & { readonly chain: string; readonly title: string };

function linesFor(answer: Answer): string[] {
  const { title } = answer;
  const left = ['Not looked at:', ...indented(answer.notExplored)];
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
