import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Someone known to a trust. What says who they are is sealed under the trust's key; see `openPerson`. */
@Entity({ schema: 'app', name: 'person' })
export class Person {
  @PrimaryColumn('uuid', { name: 'tenant_id' })
  tenantId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('bytea')
  sealed!: Buffer;

  @Column('timestamptz', { name: 'suspended_at', nullable: true })
  suspendedAt!: Date | null;
}

@Entity({ schema: 'app', name: 'post' })
export class Post {
  @PrimaryColumn('uuid', { name: 'tenant_id' })
  tenantId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'person_id' })
  personId!: string;

  @Column('text')
  role!: string;

  /** Null for the posts of the trust. */
  @Column('uuid', { name: 'school_id', nullable: true })
  schoolId!: string | null;

  @Column('timestamptz')
  since!: Date;

  @Column('timestamptz', { nullable: true })
  until!: Date | null;
}
