import { Account, Membership, Session } from './account.entity.ts';
import { AuditRow } from './audit.entity.ts';
import { Authority } from './authority.entity.ts';
import { CaseEventRow } from './case-event.entity.ts';
import { CaseFile } from './case-file.entity.ts';
import { Breach, DutyRow } from './duty.entity.ts';
import { Notice } from './notice.entity.ts';
import { Person, Post } from './person.entity.ts';
import { School } from './school.entity.ts';
import { Tenant } from './tenant.entity.ts';

export const ENTITIES = [
  Account,
  AuditRow,
  Authority,
  Breach,
  CaseEventRow,
  CaseFile,
  DutyRow,
  Membership,
  Notice,
  Person,
  Post,
  School,
  Session,
  Tenant,
] as const;
