export {
  CURSOR_MAX_LENGTH,
  PAGE_SIZE_MAX,
  cursor,
  eventId,
  id,
  instant,
  pageOf,
  pageQuery,
  reference,
  words,
} from './shared/primitives.ts';
export type { PageQuery } from './shared/primitives.ts';
export { isOneLine, typed } from './shared/written.ts';
export { PROBLEM_CODES, problem } from './shared/problem.ts';
export type { Problem } from './shared/problem.ts';
export {
  NOW_HEADER,
  PASSWORD_MAX_LENGTH,
  SESSION_IDLE_HEADER,
  UNATTENDED_HEADER,
  me,
  signIn,
  stepUp,
} from './session/session.contract.ts';
export type { Me, SignIn, StepUp } from './session/session.contract.ts';
export {
  BROWSERS,
  PASSWORD_MIN_LENGTH,
  SYSTEMS,
  account,
  changePassword,
  nothing,
  onePlace,
} from './session/account.contract.ts';
export type {
  Account,
  Browser,
  ChangePassword,
  Nothing,
  OnePlace,
  Place,
  System,
} from './session/account.contract.ts';
export { authenticatorBegun, confirmAuthenticator, recoveryCodes } from './session/authenticator.contract.ts';
export type {
  AuthenticatorBegun,
  ConfirmAuthenticator,
  RecoveryCodes,
} from './session/authenticator.contract.ts';
export {
  PASSKEY_TRANSPORTS,
  addPasskey,
  passkeyAsked,
  passkeyBegun,
  passkeyProof,
} from './session/passkey.contract.ts';
export type {
  AddPasskey,
  PasskeyAsked,
  PasskeyBegun,
  PasskeyProof,
  PasskeyTransport,
} from './session/passkey.contract.ts';
export { EMAIL_MAX_LENGTH } from './session/email.ts';
export {
  SIGN_IN_LIMITS,
  proofsAsked,
  resetProofs,
  signInRules,
  signInRulesShown,
} from './session/sign-in-rules.contract.ts';
export type {
  ProofAsked,
  ProofsAsked,
  ResetProofs,
  SignInRules,
  SignInRulesShown,
} from './session/sign-in-rules.contract.ts';
export {
  shownSignOn,
  signOnAway,
  signOnBack,
  signOnBegin,
  signOnCame,
  signOnGiven,
  trustSignOn,
} from './session/sign-on.contract.ts';
export type {
  ShownSignOn,
  SignOnAway,
  SignOnBack,
  SignOnBegin,
  SignOnCame,
  SignOnGiven,
  TrustSignOn,
} from './session/sign-on.contract.ts';
export {
  YEARS_OF_PHASE,
  YEAR_GROUPS,
  concernReport,
  receipt,
  reportForm,
} from './concern/concern.contract.ts';
export type { ConcernReport, Receipt, ReportForm, SchoolPhase } from './concern/concern.contract.ts';
export {
  AGENCY_LINK_DAYS,
  acknowledgeReceipt,
  acknowledgement,
  agencyLink,
  lookUpLink,
  makeLink,
  taskLink,
  withdrawLink,
} from './agency/agency.contract.ts';
export type {
  AcknowledgeReceipt,
  Acknowledgement,
  AgencyLink,
  LookUpLink,
  MakeLink,
  TaskLink,
  WithdrawLink,
} from './agency/agency.contract.ts';
export {
  INVITATION_DAYS,
  invitation,
  lookUpInvitation,
  makeInvitation,
  takeInvitation,
} from './invitation/invitation.contract.ts';
export type {
  Invitation,
  LookUpInvitation,
  MakeInvitation,
  TakeInvitation,
} from './invitation/invitation.contract.ts';
export { authorityBoard } from './authority/authority.contract.ts';
export type { AuthorityBoard, AuthorityShown } from './authority/authority.contract.ts';
export { dangerNumbers } from './concern/numbers.contract.ts';
export type { Answering, ContactNumber, DangerNumbers, WeeklySpan } from './concern/numbers.contract.ts';
export { caseNumbers, forTheAdult, forTheChild } from './concern/case-numbers.ts';
export {
  ASKED_FOR,
  DUTY_KEY_MAX_LENGTH,
  acknowledge,
  agree,
  decline,
  dutyClock,
  dutyDone,
  dutyPage,
  questionPage,
  dutySummary,
  handOver,
  pauseClock,
  person,
  resumeClock,
  takeOver,
  waive,
} from './duty/duty.contract.ts';
export type {
  Acknowledge,
  Agree,
  Decline,
  DutyDone,
  DutyPage,
  Question,
  QuestionPage,
  DutySummary,
  EvidenceAnswer,
  HandOver,
  PauseClock,
  ResumeClock,
  TakeOver,
  Waive,
} from './duty/duty.contract.ts';
export {
  CLOCK_FORWARD_MAX_MINUTES,
  actResult,
  askedFor,
  caseHold,
  casePage,
  caseQuery,
  caseSummary,
  caseTask,
  caseView,
  shownCase,
  SHARED_PARTS,
  WHOLE_SCHOOL,
  unreadableCase,
  moveClock,
  grantRelease,
  keepHold,
  releaseHold,
  timelineEntry,
  timelinePage,
} from './case/case.contract.ts';
export {
  changeAnswer,
  noMistake,
  recordEvent,
  reportedByMistake,
  standDown,
} from './case/case-acts.contract.ts';
export type {
  CaseActs,
  Waiting,
  ChangeAnswer,
  NoMistake,
  RecordEvent,
  ReportedByMistake,
  StandDown,
} from './case/case-acts.contract.ts';
export type {
  ActResult,
  AskedFor,
  CaseHold,
  CasePage,
  CaseQuery,
  CaseShare,
  SharedPart,
  CaseSummary,
  CaseTask,
  CaseView,
  ShownCase,
  UnreadableCase,
  MoveClock,
  GrantRelease,
  KeepHold,
  ReleaseHold,
  TimelineEntry,
  TimelinePage,
} from './case/case.contract.ts';
export {
  SHARE_DAYS,
  SHARE_MAX_DAYS,
  caseShares,
  endShare,
  giveShare,
  sharedCase,
  sharedList,
} from './case/share.contract.ts';
export type { CaseShares, EndShare, GiveShare, SharedCase, SharedList } from './case/share.contract.ts';
export { LATE_CAUSES, lateBoard, lateRecordPage, lateRow, lateRowPage } from './late/late.contract.ts';
export type {
  LateBoard,
  LateCause,
  LateRecord,
  LateRecordPage,
  LateRow,
  LateRowPage,
  NotReached,
} from './late/late.contract.ts';
export {
  ACCOUNT_REASONS,
  SHARE_REASON,
  TRUST_REASONS,
  isOfAccount,
  newsPage,
  notice,
  noticePage,
  noticesSeen,
  reasonSaid,
} from './notice/notice.contract.ts';
export type {
  AccountReason,
  Notice,
  NoticePage,
  NoticesSeen,
  TeamReason,
  TrustReason,
} from './notice/notice.contract.ts';
export { liveMessage } from './live/live.contract.ts';
export type { LiveMessage } from './live/live.contract.ts';
export {
  CARRIER_ANSWERS,
  carrierAnswer,
  carrierCallback,
  carriedMessage,
  carrierReference,
} from './carrier/carrier.contract.ts';
export type { CarrierAnswer, CarrierCallback } from './carrier/carrier.contract.ts';
export { TRIAL_OUTCOMES, notifyService, ownNotify, shownKey } from './carrier/own-notify.contract.ts';
export type { NotifyService, OwnNotify, ShownKey, TrialOutcome } from './carrier/own-notify.contract.ts';
export { USUAL_CHOICE, contactChoice, contactSettings } from './contact/contact.contract.ts';
export type { ContactChoice, ContactSettings } from './contact/contact.contract.ts';
export { applyChange, change, changeBoard, changePage, draftChange } from './change/change.contract.ts';
export type { ApplyChange, Change, ChangeBoard, ChangePage, DraftChange } from './change/change.contract.ts';
export { PERSON_STATES, findPeople, peoplePage, personShown } from './people/people.contract.ts';
export type {
  FindPeople,
  ListedPerson,
  PeoplePage,
  PersonShown,
  PersonState,
} from './people/people.contract.ts';
export { health, readiness } from './platform/readiness.contract.ts';
export type { Health, Readiness } from './platform/readiness.contract.ts';
export {
  CASE_QUEUE,
  DELIVERY_QUEUE,
  POKE_SIGNAL,
  caseWorkflowId,
  deliveryWorkflowId,
} from './temporal/case-messages.ts';
export type {
  CaseActivities,
  CaseInput,
  ChangeInput,
  ChangeResult,
  DeliveryActivities,
  DeliveryInput,
  MessageInput,
  DeliveryResult,
  WakeResult,
} from './temporal/case-messages.ts';
export { auditExportEnd, auditExportHeader, auditHead, auditRow } from './audit/audit.contract.ts';
export type { AuditExportHeader, AuditHead, AuditLine } from './audit/audit.contract.ts';
