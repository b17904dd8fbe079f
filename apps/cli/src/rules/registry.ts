/** How a rule is answered other than by a step of a chain. */
export interface Answer {
  readonly kind: 'step' | 'chain' | 'form' | 'guard' | 'register' | 'hold' | 'access rule' | 'dashboard';
  readonly name: string;
}

const step = (name: string): Answer => ({ kind: 'step', name });
const SHARING = [step('referral-to-social-care/sharing-decision')];
const FAMILY_TOLD = [
  step('referral-to-social-care/decide-telling'),
  step('referral-to-social-care/tell-family'),
];

/**
 * What answers a rule though no step names it: what is not a step, and steps of the one pack that answer documents of other
 * schools too. It counts only with a test that names the rule in its title.
 */
export const ELSEWHERE: Readonly<Record<string, readonly Answer[]>> = {
  '001.21': [step('referral-to-social-care/seek-advice')],
  '001.27': [
    { kind: 'hold', name: 'referral-to-social-care/family-not-told' },
    step('referral-to-social-care/ask-before-telling'),
  ],
  '002.01': [{ kind: 'access rule', name: 'a case is read by whoever has a post that deals with cases' }],
  '002.02': [step('concern-about-a-child/decide'), step('concern-about-a-child/review')],
  '002.04': [step('concern-about-a-child/verbal-referral'), step('concern-about-a-child/ring-police')],
  '002.06': SHARING,
  '002.08': SHARING,
  '002.11': SHARING,
  '002.13': SHARING,
  '002.15': SHARING,
  '003.03': SHARING,
  '003.07': [{ kind: 'guard', name: 'a duty is handed over once the other has accepted it' }],
  '003.08': [step('concern-about-a-child/decide')],
  '003.12': [step('referral-to-social-care/ring-police')],
  '003.25': SHARING,
  '003.35': FAMILY_TOLD,
  '003.43': [{ kind: 'guard', name: 'no duty is done, decided or closed but by a person' }],
  '004.03': SHARING,
  '004.10': FAMILY_TOLD,
};
