import { absence } from './absence.ts';
import { agencyLink } from './agency_link.ts';
import { audit } from './audit.ts';
import { auditBatch } from './audit_batch.ts';
import { breach } from './breach.ts';
import { caseEvent } from './case_event.ts';
import { caseFile } from './case_file.ts';
import { caseLink } from './case_link.ts';
import { caseShare } from './case_share.ts';
import { change } from './change.ts';
import { changeCase } from './change_case.ts';
import { contactChoice } from './contact_choice.ts';
import { delivery } from './delivery.ts';
import { duty } from './duty.ts';
import { exclusion } from './exclusion.ts';
import { invitation } from './invitation.ts';
import { layerVersion } from './layer_version.ts';
import { likeness } from './likeness.ts';
import { message } from './message.ts';
import { notice } from './notice.ts';
import { ownAuthority } from './own_authority.ts';
import { ownCarrier } from './own_carrier.ts';
import { ownMail } from './own_mail.ts';
import { ownNumber } from './own_number.ts';
import { person } from './person.ts';
import { post } from './post.ts';
import { relationship } from './relationship.ts';
import { resolvedChain } from './resolved_chain.ts';
import { school } from './school.ts';
import { schoolCalendar } from './school_calendar.ts';
import { signOn, signOnLink } from './sign_on.ts';
import { trustNotice } from './trust_notice.ts';

/** The policy of every tenant table, by the table's name; a test compares it with the catalogue. */
export const POLICIES: Readonly<Record<string, readonly string[]>> = {
  absence,
  agency_link: agencyLink,
  audit,
  audit_batch: auditBatch,
  breach,
  case_event: caseEvent,
  case_file: caseFile,
  case_link: caseLink,
  case_share: caseShare,
  change,
  change_case: changeCase,
  contact_choice: contactChoice,
  delivery,
  duty,
  exclusion,
  invitation,
  layer_version: layerVersion,
  likeness,
  message,
  notice,
  own_authority: ownAuthority,
  own_carrier: ownCarrier,
  own_mail: ownMail,
  own_number: ownNumber,
  person,
  post,
  relationship,
  resolved_chain: resolvedChain,
  school,
  school_calendar: schoolCalendar,
  sign_on: signOn,
  sign_on_link: signOnLink,
  trust_notice: trustNotice,
};
