import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'platform', name: 'tenant' })
export class Tenant {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  slug!: string;

  @Column('text')
  name!: string;

  @Column('boolean')
  demo!: boolean;

  /** The trust's key, wrapped by the key vault. Never serialised. */
  @Column('bytea', { name: 'wrapped_key', select: false })
  wrappedKey!: Buffer;
}
