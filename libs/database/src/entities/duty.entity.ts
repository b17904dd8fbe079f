import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Who asked for what, and who may answer: one person, or whoever holds one of some roles. */
export interface QuestionOnDuty {
  readonly for: string;
  readonly by: string;
  readonly at: number;
  readonly to: string | null;
  readonly roles: readonly string[];
  readonly agreedBy: readonly string[];
}

/** One duty, as lists read it; the case's state is what decides. All instants in case time. */
@Entity({ schema: 'app', name: 'duty' })
export class DutyRow {
  @PrimaryColumn('uuid', { name: 'tenant_id' })
  tenantId!: string;

  @PrimaryColumn('uuid', { name: 'case_id' })
  caseId!: string;

  @PrimaryColumn('text')
  step!: string;

  @Column('int')
  version!: number;

  @Column('text')
  state!: string;

  @Column('uuid', { name: 'owner_person', nullable: true })
  ownerPerson!: string | null;

  @Column('text', { name: 'owner_role', nullable: true })
  ownerRole!: string | null;

  @Column('timestamptz', { name: 'opened_at' })
  openedAt!: Date;

  @Column('timestamptz', { name: 'clock_from', nullable: true })
  clockFrom!: Date | null;

  @Column('timestamptz', { name: 'due_at', nullable: true })
  dueAt!: Date | null;

  /** The first instant at which it is late if it is still owed; null where it never is. */
  @Column('timestamptz', { name: 'late_from', nullable: true })
  lateFrom!: Date | null;

  @Column('timestamptz', { name: 'breached_at', nullable: true })
  breachedAt!: Date | null;

  @Column('timestamptz', { name: 'done_at', nullable: true })
  doneAt!: Date | null;

  @Column('timestamptz', { name: 'happened_at', nullable: true })
  happenedAt!: Date | null;

  @Column('uuid', { name: 'done_by', nullable: true })
  doneBy!: string | null;

  @Column('text', { nullable: true })
  outcome!: string | null;

  /** What somebody asked for on it and waits for, with who may answer; null while nothing is asked. */
  @Column('jsonb', { nullable: true })
  asked!: QuestionOnDuty | null;
}

@Entity({ schema: 'app', name: 'breach' })
export class Breach {
  @PrimaryColumn('uuid', { name: 'tenant_id' })
  tenantId!: string;

  @PrimaryColumn('uuid', { name: 'case_id' })
  caseId!: string;

  @PrimaryColumn('text')
  step!: string;

  @Column('timestamptz')
  at!: Date;

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt!: Date;

  @Column('uuid', { name: 'owner_person', nullable: true })
  ownerPerson!: string | null;

  /** The outage that it is late by; both null where it is not. */
  @Column('text', { name: 'outage_what', nullable: true })
  outageWhat!: string | null;

  @Column('timestamptz', { name: 'outage_since', nullable: true })
  outageSince!: Date | null;

  /** Why, as it was when it became late. */
  @Column('text', { nullable: true })
  cause!: string | null;
}
