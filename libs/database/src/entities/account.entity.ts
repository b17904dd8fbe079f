import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A login. Who it is, a membership says for each trust. */
@Entity({ schema: 'platform', name: 'account' })
export class Account {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  email!: string;

  @Column('text', { name: 'password_hash', select: false })
  passwordHash!: string;

  @Column('timestamptz', { name: 'disabled_at', nullable: true })
  disabledAt!: Date | null;

  @Column('boolean')
  demo!: boolean;
}

@Entity({ schema: 'platform', name: 'membership' })
export class Membership {
  @PrimaryColumn('uuid', { name: 'account_id' })
  accountId!: string;

  @PrimaryColumn('uuid', { name: 'tenant_id' })
  tenantId!: string;

  @Column('uuid', { name: 'person_id' })
  personId!: string;
}

@Entity({ schema: 'platform', name: 'session' })
export class Session {
  @PrimaryColumn('bytea', { name: 'id_hash' })
  idHash!: Buffer;

  @Column('uuid', { name: 'account_id' })
  accountId!: string;

  @Column('uuid', { name: 'tenant_id' })
  tenantId!: string;

  @Column('uuid', { name: 'person_id' })
  personId!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'seen_at' })
  seenAt!: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;
}
