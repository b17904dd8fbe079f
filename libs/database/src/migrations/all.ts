import { Context } from './01-context.ts';
import { Platform } from './02-platform.ts';
import { People } from './03-people.ts';
import { Accounts } from './04-accounts.ts';
import { ExclusionGuard } from './05-exclusion-guard.ts';
import { Cases } from './06-cases.ts';
import { Events } from './07-events.ts';
import { Notices } from './08-notices.ts';
import { Audit } from './09-audit.ts';
import { Poke } from './10-poke.ts';
import { CaseLinks } from './11-case-links.ts';
import { Unfinished } from './12-unfinished.ts';
import { WhyLate } from './13-why-late.ts';
import { Cover } from './14-cover.ts';
import { Ways } from './15-ways.ts';
import { Choices } from './16-choices.ts';
import { AgencyLinks } from './17-agency-links.ts';
import { Unopened } from './18-unopened.ts';
import { Changes } from './19-changes.ts';
import { AskedNoMore } from './20-asked-no-more.ts';
import { Trace } from './21-trace.ts';
import { ReturnedMail } from './22-returned-mail.ts';
import { OwnCarriers } from './23-own-carriers.ts';
import { LeftWithNobody } from './24-left-with-nobody.ts';
import { Provisional } from './25-provisional.ts';
import { ClosedDays } from './26-closed-days.ts';
import { Absences } from './27-absences.ts';
import { Routines } from './28-routines.ts';
import { OwnCarrierShown } from './29-own-carrier-shown.ts';
import { MeantAnew } from './30-meant-anew.ts';
import { OwnAuthorities } from './31-own-authorities.ts';
import { TrustNotices } from './32-trust-notices.ts';
import { MistakeAsked } from './33-mistake-asked.ts';
import { Turns } from './34-turns.ts';
import { ChangesCounted } from './35-changes-counted.ts';
import { Rest } from './37-rest.ts';
import { ReleaseDeclined } from './39-release-declined.ts';
import { SecondPerson } from './40-second-person.ts';
import { AuditSealed } from './41-audit-sealed.ts';
import { Sessions } from './43-sessions.ts';
import { Phases } from './46-phases.ts';
import { CaseShares } from './47-case-shares.ts';
import { LookedSince } from './48-looked-since.ts';
import { ChangesLeft } from './49-changes-left.ts';
import { Untaken } from './50-untaken.ts';
import { Authenticators } from './51-authenticators.ts';
import { OwnReportAndMail } from './52-own-report-and-mail.ts';
import { AccountTold } from './53-account-told.ts';
import { NobodyThere } from './55-nobody-there.ts';
import { MailCounted } from './56-mail-counted.ts';
import { CountedUntil } from './57-counted-until.ts';
import { KeptFromNothing } from './58-kept-from-nothing.ts';
import { Passkeys } from './59-passkeys.ts';
import { ProofsAsked } from './60-proofs-asked.ts';
import { SignOn } from './61-sign-on.ts';
import { AnswersTriedAnew } from './63-answers-tried-anew.ts';
import { ContactsTakeTwo } from './66-contacts-take-two.ts';
import { ToldAgain } from './67-told-again.ts';
import { WaitsSince } from './68-waits-since.ts';
import { LinksKeepTheirAddress } from './69-links-keep-their-address.ts';
import { CouldNotBeRead } from './71-could-not-be-read.ts';
import { KeptPastItsHour } from './72-kept-past-its-hour.ts';
import { InService } from './74-in-service.ts';
import { Invitations } from './75-invitations.ts';
import { LikelySame } from './76-likely-same.ts';
import { OpenByLinks } from './81-open-by-links.ts';

/** In the order in which they run. */
export const MIGRATIONS = [
  Context,
  Platform,
  People,
  Accounts,
  ExclusionGuard,
  Cases,
  Events,
  Notices,
  Audit,
  Poke,
  CaseLinks,
  Unfinished,
  WhyLate,
  Cover,
  Ways,
  Choices,
  AgencyLinks,
  Unopened,
  Changes,
  AskedNoMore,
  Trace,
  ReturnedMail,
  OwnCarriers,
  LeftWithNobody,
  Provisional,
  ClosedDays,
  Absences,
  Routines,
  OwnCarrierShown,
  MeantAnew,
  OwnAuthorities,
  TrustNotices,
  MistakeAsked,
  Turns,
  ChangesCounted,
  Rest,
  ReleaseDeclined,
  SecondPerson,
  AuditSealed,
  Sessions,
  Phases,
  CaseShares,
  LookedSince,
  ChangesLeft,
  Untaken,
  Authenticators,
  OwnReportAndMail,
  AccountTold,
  NobodyThere,
  MailCounted,
  CountedUntil,
  KeptFromNothing,
  Passkeys,
  ProofsAsked,
  SignOn,
  AnswersTriedAnew,
  ContactsTakeTwo,
  ToldAgain,
  WaitsSince,
  LinksKeepTheirAddress,
  CouldNotBeRead,
  KeptPastItsHour,
  InService,
  Invitations,
  LikelySame,
  OpenByLinks,
] as const;
