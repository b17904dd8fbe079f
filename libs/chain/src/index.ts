export { chain, MOST_STEPS } from './language/chain.ts';
export type { Chain } from './language/chain.ts';
export { clock } from './language/clock.ts';
export type { Clock, ClockStart, RunningClock } from './language/clock.ts';
export { fact } from './language/fact.ts';
export { answersOf } from './language/answers-of.ts';
export { own } from './language/own.ts';
export type { Fact } from './language/fact.ts';
export type { LateRung, Reminder, UnacknowledgedRung } from './language/rung.ts';
export { step } from './language/step.ts';
export type { Step } from './language/step.ts';
export type { Hold } from './language/hold.ts';
export { ACTS } from './language/act.ts';
export type { Act } from './language/act.ts';
export type { Moment } from './language/moment.ts';
export { evidenceField, LINE_MAX_LENGTH, NOTE_MAX_LENGTH, PHONE } from './language/evidence.ts';
export type { EvidenceField } from './language/evidence.ts';
export type { Predicate } from './language/predicate.ts';
export { isPost, PARTIES, POSTS, ROLES } from './language/role.ts';
export { post, role } from './language/names.ts';
export type { CaseRole, Party, Post, Role } from './language/role.ts';
export { authorityProfile } from './language/authority.ts';
export type { AuthorityContact, AuthorityProfile } from './language/authority.ts';
export { parseAuthorities, parseChain } from './language/parse.ts';
export type { ParsedAuthorities, ParsedChain } from './language/parse.ts';
export { parseAmendment, parseLayer } from './language/parse-layer.ts';
export type { ParsedAmendment, ParsedLayer } from './language/parse-layer.ts';
export { LAYERS } from './language/layer.ts';
export type { Layer, LayerKind } from './language/layer.ts';
export type { Amendment, StepChange } from './language/amendment.ts';
export type { Mistake } from './language/mistake.ts';
export { sayIssue } from './language/say-issue.ts';
export { canonicalJson } from './language/canonical-json.ts';
export {
  fieldsFor,
  questionOf,
  questions,
  requiredEvidence,
  supposingDanger,
  unanswered,
} from './language/questions.ts';
export type { Question } from './language/questions.ts';

export { length, limit, LONGEST } from './clock/length.ts';
export { limit as limitSchema } from './clock/length.ts';
export type { Length, Limit } from './clock/length.ts';
export { calendarSnapshot } from './clock/calendar-snapshot.ts';
export type { CalendarSnapshot, DayNumber, Instant } from './clock/calendar.ts';
export { civilDate, DAY, dayNumber, HOUR, MINUTE } from './clock/civil.ts';
export type { CivilDate } from './clock/civil.ts';
export { localDay, offsetAt, startOfDay } from './clock/local.ts';
export { isSchoolDay, isWorkingDay, termsKnownUntil } from './clock/working-days.ts';
export { dueOf } from './clock/due-of.ts';
export type { ClockRule, LeadingRule, RunningRule } from './clock/due-of.ts';
export type { Due } from './clock/due.ts';
export type { Pause } from './clock/pauses.ts';
export { afterDue, atShare, beforeDue, dueAt } from './clock/due-at.ts';
export { describeDay, describeDue, describeInstant, describeLength, describeTime } from './clock/describe.ts';
export { readLimit } from './clock/read-limit.ts';
export { sayWhy, whyDueAt } from './clock/why.ts';
export { explainDue } from './clock/explain-due.ts';
export type { Explained } from './clock/explain-due.ts';
export { turnAt } from './clock/turn.ts';
export type { Round, Turn } from './clock/turn.ts';
export { clockAgain } from './clock/recurring.ts';
export { measureTarget } from './clock/target.ts';
export type { Duration, TargetResult } from './clock/target.ts';
export { recomputed } from './clock/recomputed.ts';
export type { Recomputed, RunningClockOf } from './clock/recomputed.ts';
export type { Why } from './clock/why.ts';
export { ENGLAND } from './clock/england/england.ts';

export { advance } from './reducer/advance.ts';
export { rolesAsked, rolesThatMayAgree } from './reducer/answerers.ts';
export { leftOut, ONLY_IF_NAMED } from './reducer/bystanders.ts';
export { earliestDone } from './reducer/earliest-done.ts';
export { remindersOf } from './reducer/clock-of-duty.ts';
export { nextWake } from './reducer/next-wake.ts';
export { isOwed, stepOfKey } from './reducer/duties.ts';
export { lateFrom, stateAt } from './reducer/lateness.ts';
export { knownNow, owedVersions } from './reducer/seen.ts';
export { withDoubles } from './reducer/doubles.ts';
export { resolveOwner } from './reducer/owner.ts';
export { ABOVE_ALL, LEADERS } from './reducer/tell.ts';
export { besidesOwner, whoHears } from './reducer/subject-line.ts';
export { whoElseHears } from './reducer/who-else-hears.ts';
export { whatHappensNext } from './reducer/what-happens-next.ts';
export type { NextThing } from './reducer/what-happens-next.ts';
export type { PostHolder, World } from './reducer/world.ts';
export { DUTY_STATES } from './reducer/state.ts';
export type { Asked, CaseState, Duty, DutyState, Owner, PlacedHold } from './reducer/state.ts';
export { REASONS, UNREACHED } from './reducer/event.ts';
export type {
  Advance,
  BreachEffect,
  CaseEvent,
  Effect,
  Learned,
  OpenCaseEffect,
  Reason,
  Refusal,
  RescheduleEffect,
  TellEffect,
  Unreached,
} from './reducer/event.ts';

export { answersTo } from './conflict/answers-to.ts';
