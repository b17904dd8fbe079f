/** How a rule is answered other than by a step of a chain. */
export interface Answer {
  readonly kind: 'step' | 'chain' | 'form' | 'guard' | 'register' | 'hold' | 'access rule' | 'dashboard';
  readonly name: string;
}

/** What outside the packs answers a rule. It counts only with a test that names the rule in its title. */
export const ELSEWHERE: Readonly<Record<string, readonly Answer[]>> = {};
