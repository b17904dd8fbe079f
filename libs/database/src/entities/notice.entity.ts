import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What one person was told, once per cause. */
@Entity({ schema: 'app', name: 'notice' })
export class Notice {
  @PrimaryColumn('uuid', { name: 'tenant_id' })
  tenantId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'case_id' })
  caseId!: string;

  @Column('uuid', { name: 'person_id' })
  personId!: string;

  @Column('text')
  key!: string;

  @Column('text')
  because!: string;

  @Column('text')
  step!: string;

  /** The instant it speaks of, in case time. */
  @Column('timestamptz')
  at!: Date;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'seen_at', nullable: true })
  seenAt!: Date | null;

  /** Since when reminders had waited, where it is one of those that came together when they were back. */
  @Column('timestamptz', { name: 'outage_since', nullable: true })
  outageSince!: Date | null;
}
