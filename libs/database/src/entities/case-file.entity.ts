import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A case: its state, and what it pinned when it opened. Written by casework alone. */
@Entity({ schema: 'app', name: 'case_file' })
export class CaseFile {
  @PrimaryColumn('uuid', { name: 'tenant_id' })
  tenantId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  reference!: string;

  @Column('uuid', { name: 'school_id' })
  schoolId!: string;

  @Column('uuid', { name: 'authority_id' })
  authorityId!: string;

  @Column('text', { name: 'chain_id' })
  chainId!: string;

  @Column('text', { name: 'chain_hash' })
  chainHash!: string;

  @Column('text', { name: 'calendar_hash' })
  calendarHash!: string;

  @Column('boolean')
  drill!: boolean;

  /** How far a drill's clock runs ahead, in ms; bigint, so PostgreSQL's driver answers text. */
  @Column('bigint', { name: 'clock_offset_ms' })
  clockOffsetMs!: string;

  @Column('jsonb')
  state!: unknown;

  @Column('int')
  version!: number;

  @Column('timestamptz', { name: 'next_wake', nullable: true })
  nextWake!: Date | null;

  @Column('timestamptz', { name: 'opened_at' })
  openedAt!: Date;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt!: Date | null;

  @Column('uuid', { name: 'reporter_id', nullable: true })
  reporterId!: string | null;

  @Column('bytea', { name: 'wrapped_key' })
  wrappedKey!: Buffer;

  @Column('bytea')
  sealed!: Buffer;
}
