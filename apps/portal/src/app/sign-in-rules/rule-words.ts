import type { Choice } from '../shared/radios-field.ts';
import { inWords } from '../shared/duration.ts';

const choicesOf = (minutes: readonly number[], longest: number): Choice[] =>
  minutes.map((many) => ({
    code: String(many),
    label: inWords(many * 60_000),
    hint: many === longest ? 'The longest there is' : null,
  }));

/** What is offered, and what the trust has where somebody set another by the interface. */
const withOwn = (offered: readonly number[], own: number): number[] =>
  [...new Set([...offered, own])].sort((one, other) => one - other);

export const idleChoices = (own: number): Choice[] => choicesOf(withOwn([10, 20, 30, 60], own), 60);
export const stepUpChoices = (own: number): Choice[] => choicesOf(withOwn([5, 10, 15], own), 15);
export const longestChoices = (own: number): Choice[] => choicesOf(withOwn([240, 480, 720], own), 720);
