import { firstPost, ofSteps, postsOf } from './operator.ts';
import type { Operator, Reason } from './operator.ts';
import type { Step } from '../../src/language/step.ts';

/** Where a call waits for it, no agreement is asked for at all. */
const NOT_AGREED: readonly Reason[] = ['claim agreement', 'barredPath'];

/** Who does it, and who agrees. */
export const OF_PEOPLE: readonly Operator[] = [
  ofSteps(
    'cuts a ladder down to its first rung',
    ['ladderInLine', 'claim owner', 'claim closure'],
    (step) => postsOf(step).length > 1,
    (step) => {
      step.owner = [firstPost(step)];
    },
  ),
  ofSteps(
    "gives a duty to the subject and the subject's deputies",
    ['ladderInLine'],
    ({ path }, { about }) => about === 'adult' && path !== 'danger',
    (step) => {
      step.owner = ['headteacher', 'deputyHead', 'dsl', 'deputyDsl'];
    },
  ),
  ofSteps(
    'gives a duty to those who run what the case is about',
    ['ladderInLine'],
    ({ path }, { about }) => about === 'institution' && path !== 'danger',
    (step) => {
      step.owner = ['ceo', 'trustSafeguardingLead', 'headteacher'];
    },
  ),
  ofSteps(
    'gives a duty to whoever may be named later',
    ['ladderInLine'],
    () => true,
    (step) => {
      step.owner = ['caseManager', 'investigatingOfficer'];
    },
  ),
  ofSteps(
    'lets the owner alone agree to what they do',
    NOT_AGREED,
    canWait,
    (step) => {
      step.approval = { by: [firstPost(step)], count: 1 };
    },
    { anywhere: true },
  ),
  ofSteps(
    'has two agree that what the law asks of whoever reported is waived, who may be one of them',
    ['claim agreement', 'claim escalation'],
    canBePersonal,
    (step, chain) => {
      step.personal = true;
      step.otherThanDoerOf = [];
      step.owner = ['reporter', 'trustSafeguardingLead', 'ceo', 'safeguardingTrustee'];
      chain.waiver = { reasons: { gone: 'They have gone' }, agreedBy: ['headteacher', 'trustChair'] };
    },
    { anywhere: true },
  ),
  ofSteps(
    'asks for the agreement of more people than there are',
    NOT_AGREED,
    canWait,
    (step) => {
      step.approval = { by: ['trustChair', 'viceChair'], count: 3 };
    },
    { anywhere: true },
  ),
];

function canWait({ path, personal, confirmedBy }: Step): boolean {
  return path === undefined && !personal && confirmedBy === undefined;
}

/** A duty that the law could lay on one person. */
function canBePersonal({ clock, path, approval, closes, confirmedBy, optional, repeat }: Step): boolean {
  return (
    !optional &&
    clock?.whose === undefined &&
    [path, approval, closes, confirmedBy, repeat].every((part) => part === undefined)
  );
}
