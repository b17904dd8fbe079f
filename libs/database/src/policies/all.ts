import { audit } from './audit.ts';
import { breach } from './breach.ts';
import { caseEvent } from './case_event.ts';
import { caseFile } from './case_file.ts';
import { chainVersion } from './chain_version.ts';
import { delivery } from './delivery.ts';
import { duty } from './duty.ts';
import { exclusion } from './exclusion.ts';
import { notice } from './notice.ts';
import { person } from './person.ts';
import { post } from './post.ts';
import { relationship } from './relationship.ts';
import { school } from './school.ts';

/** The policy of every tenant table, by the table's name; a test compares it with the catalogue. */
export const POLICIES: Readonly<Record<string, readonly string[]>> = {
  audit,
  breach,
  case_event: caseEvent,
  case_file: caseFile,
  chain_version: chainVersion,
  delivery,
  duty,
  exclusion,
  notice,
  person,
  post,
  relationship,
  school,
};
