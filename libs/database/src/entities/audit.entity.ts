import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Who did or looked at what. `mac` covers every other column; see `audit` in casework. */
@Entity({ schema: 'app', name: 'audit' })
export class AuditRow {
  @PrimaryColumn('uuid', { name: 'tenant_id' })
  tenantId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('timestamptz')
  at!: Date;

  @Column('uuid', { name: 'person_id', nullable: true })
  personId!: string | null;

  @Column('text', { nullable: true })
  actor!: string | null;

  @Column('text')
  verb!: string;

  @Column('text', { name: 'subject_kind' })
  subjectKind!: string;

  @Column('uuid', { name: 'subject_id' })
  subjectId!: string;

  @Column('uuid', { name: 'case_id', nullable: true })
  caseId!: string | null;

  @Column('jsonb')
  detail!: Record<string, unknown>;

  @Column('bytea')
  mac!: Buffer;
}
