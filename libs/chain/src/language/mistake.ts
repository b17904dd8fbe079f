/** What is wrong with a chain, where, in a sentence its writer can act on. */
export interface Mistake {
  /** Keys and list positions joined by dots: `steps.2.owner`. Empty for the whole. */
  readonly path: string;
  readonly sentence: string;
}
