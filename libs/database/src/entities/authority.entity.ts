import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'platform', name: 'authority' })
export class Authority {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  slug!: string;

  @Column('text')
  name!: string;

  @Column('jsonb')
  contacts!: { name: string; number: string; note: string | null; about: string; hours: unknown }[];

  @Column('timestamptz', { name: 'verified_at', nullable: true })
  verifiedAt!: Date | null;

  @Column('text', { name: 'verified_by', nullable: true })
  verifiedBy!: string | null;
}
