import { CLAIMS, prove } from '@trustward/chain/prove';
import type { Bound, Proof } from '@trustward/chain/prove';
import type { Run } from '../command.ts';
import { given } from './given.ts';
import { soundChains } from './sound.ts';

/** Whether a chain can leave anybody stranded: how soon people are told at the latest, or the story of how they are not. */
export const chainProveCommand: Run = (io, args) => {
  const { files, json, above } = given(args, { atMost: 1 });
  const proofs = soundChains(files[0] ?? '', above).map(({ chain }) => ({
    chain: chain.id,
    title: chain.title,
    ...prove(chain),
  }));
  if (json) io.answer(JSON.stringify(proofs.length === 1 ? proofs[0] : proofs, null, 2));
  else io.answer(proofs.map((proof) => linesOf(proof).join('\n')).join('\n\n'));
  return Promise.resolve(proofs.every((proof) => proof.ok && proof.undecided.length === 0) ? 0 : 1);
};

function linesOf(proof: Proof & { readonly title: string }): string[] {
  const left = ['Not looked at:', ...proof.notExplored.map((sentence) => `  ${sentence}`)];
  if (proof.ok) {
    const verdict = proof.undecided.length === 0 ? 'proved' : 'not decided, as not everything was looked at';
    return [`${proof.title}: ${verdict}.`, ...boundsOf(proof.bounds).map((line) => `  ${line}`), ...left];
  }
  const { claim, story } = proof.counterExample;
  return [`${proof.title}: not proved. ${CLAIMS[claim]}`, ...story.map((line) => `  ${line}`), ...left];
}

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
