import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One thing that happened to a case. Codes in `body`, words sealed. */
@Entity({ schema: 'app', name: 'case_event' })
export class CaseEventRow {
  @PrimaryColumn('uuid', { name: 'tenant_id' })
  tenantId!: string;

  @PrimaryColumn('uuid', { name: 'case_id' })
  caseId!: string;

  @PrimaryColumn('int')
  seq!: number;

  @Column('uuid', { name: 'event_id' })
  eventId!: string;

  @Column('text')
  type!: string;

  /** The case's version after it. */
  @Column('int')
  version!: number;

  /** In case time. */
  @Column('timestamptz')
  at!: Date;

  /** PostgreSQL's clock when it was recorded. */
  @Column('timestamptz', { name: 'entered_at' })
  enteredAt!: Date;

  @Column('timestamptz', { name: 'happened_at', nullable: true })
  happenedAt!: Date | null;

  @Column('uuid', { name: 'by_person', nullable: true })
  byPerson!: string | null;

  @Column('text', { name: 'system_actor', nullable: true })
  systemActor!: string | null;

  @Column('jsonb')
  body!: unknown;

  @Column('bytea', { nullable: true })
  sealed!: Buffer | null;
}
