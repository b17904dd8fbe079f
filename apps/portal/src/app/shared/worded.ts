import { own } from '@trustward/chain';

/** What a table says of a word of an answer, which only a later version may know; else what is true of whatever it is. */
export const worded = <Said>(table: Readonly<Record<string, Said>>, word: string, otherwise: Said): Said =>
  own(table, word) ?? otherwise;
