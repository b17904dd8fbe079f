export { invitationAddress, linkAddress } from './agency/link-token.ts';
export { endLinks, linkUnder, makeAgencyLink } from './agency/links.ts';
export { openLink, pressLink } from './agency/press.ts';
export { audit, auditOfCase, isIntact } from './audit.ts';
export type { AuditEntry, Deed } from './audit.ts';
export { answered } from './answered.ts';
export { contentHash } from './content-hash.ts';
export { deliver, deliverNotice } from './deliver.ts';
export { diaryEntry, diaryFile, diaryTime } from './diary.ts';
export type { DiaryEntry } from './diary.ts';
export {
  addAccount,
  addAuthority,
  addPerson,
  addPost,
  addSchool,
  addTrust,
  answeredWhen,
} from './establish.ts';
export type { KeptNumber, NewAccount, NewPost, NewSchool, NewTrust } from './establish.ts';
export { drive } from './drive.ts';
export type { Act, Cause, DriveResult, Words } from './drive.ts';
export { CaseNotFound, lockCase } from './load.ts';
export { TakenUnreadable } from './repeat.ts';
export type { LockedCase } from './load.ts';
export { giveUp, lockedOut, putDown, takeUp } from './message.ts';
export { invite, openInvitation, takeInvitation, withdrawInvitation } from './invitation/invitations.ts';
export type { Invited, Taking } from './invitation/invitations.ts';
export type { InvitationMessage } from './invitation/invitation-mail.ts';
export type { LinkMessage } from './agency/link-mail.ts';
export type { Fate, Message } from './message.ts';
export type { Channel } from './urgency.ts';
export { openCase } from './open.ts';
export type { JustOpened, OpenResult, Opening } from './open.ts';
export { forgetNotify, isCallbackOf, notifyServiceOf, useNotify } from './notify-service.ts';
export type { OwnService } from './notify-service.ts';
export { askForTrial, trialCame, trialOf } from './notify-trial.ts';
export type { Trial } from './notify-trial.ts';
export { markMissing, markSomebody } from './likeness.ts';
export { identities, openPerson, sealPerson } from './people.ts';
export type { Identity } from './people.ts';
export { absencesOf } from './change/absences.ts';
export { calendarOfSchool, withClosedDay } from './change/closed-day.ts';
export type { ClosedDay } from './change/closed-day.ts';
export { calendarWith, hashOfCalendar } from './change/edit.ts';
export type { Edit, OwnDays, Was } from './change/edit.ts';
export { leaves } from './change/held-posts.ts';
export { movedOn } from './change/moved-on.ts';
export type { OffDutyEdit, PostsEdit } from './change/held-posts.ts';
export { authorityOf, ownLayer, whyNotTogether, withLayers } from './change/own-authority.ts';
export { LAYERS_HERE } from './layers.ts';
export type { Authority, OwnAuthority } from './change/own-authority.ts';
export { officeCloses, weeklyHours } from './office-hours.ts';
export { IS_AWAY, MAY_HEAR } from './may-hear.ts';
export { takePage } from './change/take-page.ts';
export { FATES } from './fate.ts';
export { inForce } from './in-force.ts';
export type { InForce } from './in-force.ts';
export { CaseStillOpen, pastCase } from './past-case.ts';
export type { PastCaseFile } from './past-case.ts';
export { UNREADABLE_CHANGE, isReadableChange } from './change/readable.ts';
export {
  PinnedContentChanged,
  nationalCalendar,
  pinnedCalendar,
  pinnedChain,
  pinnedWithOrigins,
  readableCalendar,
} from './pinned.ts';
export type { PinnedChain } from './pinned.ts';
export { PublishRefused, establishLayers, publishCalendar, publishLayers } from './publish.ts';
export { initialsOf, openHeader, openWords, wordedActs } from './read.ts';
export type { Header, SealedHeader, WordedAct } from './read.ts';
export { LETTER_STANDS, OUTAGES, remindersWaitingSince } from './outage/outages.ts';
export { pulseEveryMs, stillWorks } from './outage/pulse.ts';
export { openRoutine, routineOpening } from './routine/open-routine.ts';
export { ROUTINES } from './routine/routines.ts';
export { routinePage } from './routine/routine-page.ts';
export { CannotOpenHere } from './scene.ts';
export { UpkeepLost, UpkeepUnderWay } from './upkeep/one-at-a-time.ts';
export { rebuild } from './upkeep/rebuild.ts';
export type { Progress, Rebuilt, UpkeepDoors } from './upkeep/rebuild.ts';
export { reconcile } from './upkeep/reconcile.ts';
export type { Armed, Reconciled, Timekeeper } from './upkeep/reconcile.ts';
export type { Scope } from './upkeep/open-cases.ts';
export { restOf } from './upkeep/rest-of.ts';
export { rotateKeys } from './upkeep/rotate-keys.ts';
export type { Rotated } from './upkeep/rotate-keys.ts';
export type { Rest } from './upkeep/rest-of.ts';
export { exportAudit } from './seal/export.ts';
export { auditWaiting, noteReached, sealAudit } from './seal/seal.ts';
export type { Sealed } from './seal/seal.ts';
export { addressPlace } from './seal/address-place.ts';
export { folderPlace } from './seal/folder-place.ts';
export { shipHeads } from './seal/ship.ts';
export type { HeadsPlace } from './seal/ship.ts';
export { TAMPERINGS } from './seal/compare.ts';
export type { Tampering } from './seal/compare.ts';
export { verifyAudit } from './seal/verify.ts';
export type { BadHead, Exported, Verdict } from './seal/verify.ts';
export { silences, unfinished } from './unfinished.ts';
export { readReturnMark } from './return-mark.ts';
export type { Returned } from './return-mark.ts';
export { cameBack, isOurs } from './returned.ts';
export { eachTrust } from './each-trust.ts';
export { endUnopened, lookForSomebody } from './unopened.ts';
export { releaseUnsent } from './unsent.ts';
export { trustMailOf } from './trust-news.ts';
export type { TrustMessage } from './trust-news.ts';
export { tellEach, tellOwner, tellTeam } from './trust-news.ts';
export { urgencyOf } from './urgency.ts';
export { CaseUnreadable, readBack, unlessUnreadable } from './unreadable.ts';
export { wake } from './wake.ts';
export type { Sending } from './ways.ts';
export { WORKER_ACTOR } from './worker-actor.ts';
export { overdueDeliveries, overdueWakes } from './watchdog.ts';
export type { OverdueDeliveries, OverdueWake } from './watchdog.ts';
export { worldOfCase } from './world-of-case.ts';
export { unlessBroken } from './unless-broken.ts';
