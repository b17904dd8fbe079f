/** How a rule is answered other than by a step of a chain. */
export interface Answer {
  readonly kind: 'step' | 'chain' | 'form' | 'guard' | 'register' | 'hold' | 'access rule' | 'dashboard';
  readonly name: string;
}

const step = (name: string): Answer => ({ kind: 'step', name });
const SHARING = [step('referral-to-social-care/sharing-decision')];
/** Also where a concern is referred in its own case. */
const DECIDING = [...SHARING, step('concern-about-a-child/decide')];
/** Also where it is looked at again, and where somebody did not agree to close it. */
const DECIDING_AGAIN = [
  ...DECIDING,
  step('concern-about-a-child/review'),
  step('concern-about-a-child/decide-again'),
  step('referral-to-social-care/decide-again'),
];
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
  '002.06': DECIDING,
  '002.08': DECIDING,
  '002.11': SHARING,
  '002.13': DECIDING_AGAIN,
  '002.15': DECIDING,
  '003.03': DECIDING,
  '003.07': [{ kind: 'guard', name: 'a duty is handed over once the other has accepted it' }],
  '003.08': [step('concern-about-a-child/decide')],
  '003.12': [step('referral-to-social-care/ring-police')],
  '003.25': DECIDING,
  '003.35': FAMILY_TOLD,
  '003.43': [{ kind: 'guard', name: 'no outcome is chosen and no case of the pack closed but by a person' }],
  '004.03': DECIDING_AGAIN,
  '004.10': FAMILY_TOLD,
};

const IN_A_CONCERN = 'A concern that is referred in its own case';
const NO_SHARING_FORM = `${IN_A_CONCERN} asks for no basis, no consent and no checks.`;
const NO_TELLING = `${IN_A_CONCERN} does not ask whether the family was told.`;
const NO_ADVICE_LOG = 'Nobody can write down advice before there is a case, nor without a duty in one.';
const NO_REGISTER = 'No register lists the decisions, and nothing reports those not to share.';

/** What of a rule nothing answers yet, though the rest is answered and tested: such a rule is open. */
export const MISSING: Readonly<Record<string, string>> = {
  '000.01': NO_SHARING_FORM,
  '000.02': NO_TELLING,
  '000.03': NO_ADVICE_LOG,
  '000.04': NO_SHARING_FORM,
  '000.05':
    'Whoever sees whether a child who was referred is safer is asked what has changed, and not for the risk to others.',
  '000.06': NO_SHARING_FORM,
  '000.07': NO_REGISTER,
  '000.10': 'There is no directory of agencies and no log of contacts with them.',
  '000.16':
    'A conversation that no step asks for has no place, and no form asks whether it was by phone, video, e-mail or in person.',
  '000.17':
    'There is no register of what was sent, and a report to a conference goes without a way and a reference.',
  '000.19': 'The case keeps the procedure that was in force, and not which child-protection policy was.',
  '000.22':
    'What an adult does to another adult has no way in, no report is routed before it is saved, and no way to blow the whistle is shown.',
  '000.26': 'The written referral itself is not kept with the case.',
  '000.27': `${IN_A_CONCERN} has no hold for when the police ask for silence.`,
  '000.28': `${IN_A_CONCERN} does not ask why somebody rang without a safeguarding lead.`,
  '000.29': 'No dashboard counts the exceptions.',
  '001.21': NO_ADVICE_LOG,
  '001.27': `${IN_A_CONCERN} has no hold on telling the family and no step that asks for advice on it.`,
  '002.11': NO_SHARING_FORM,
  '002.15': NO_REGISTER,
  '003.03': NO_REGISTER,
  '003.12': `${IN_A_CONCERN} counts the time to the police call from the decision, not from when somebody knew.`,
  '003.25': NO_REGISTER,
  '003.35': NO_TELLING,
  '004.10': NO_TELLING,
};
