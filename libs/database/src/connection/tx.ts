import type { EntityManager } from 'typeorm';
import type { TenantKeys } from '../sealing/keys.ts';

/** In whose name a transaction runs: a person of a trust, or a named actor of the system. */
export type As =
  | { readonly tenantId: string; readonly personId: string }
  | { readonly tenantId: string; readonly actor: string };

export type Values = readonly unknown[];

/** What the door hands out: one transaction that already carries trust and person. */
export interface Tx {
  readonly tenantId: string;
  readonly personId: string | null;
  readonly actor: string | null;
  /** PostgreSQL's clock when the transaction began, in ms since 1970. */
  readonly startedAt: number;
  readonly keys: TenantKeys;
  /** Repositories, inside this transaction. */
  readonly manager: EntityManager;
  /** One statement, prepared once per connection when it is given a name. */
  query<R>(text: string, values?: Values, name?: string): Promise<R[]>;
  /** What is to be done once this transaction is committed, and not at all where it is not. */
  onCommit(act: () => void): void;
}

/** The transaction lost a race that it wins when it is run again from the start. */
export class TryAgain extends Error {
  override readonly name = 'TryAgain';
}
