import { TenantKeys, newTenantKey } from './keys.ts';
import type { KeyVault } from './key-vault.ts';

/** Trusts' keys, unwrapped once per process: a key service that is away stops no clock. */
export class Keyring {
  readonly #vault: KeyVault;
  readonly #known = new Map<string, TenantKeys>();
  readonly #asked = new Map<string, Promise<TenantKeys>>();
  constructor(vault: KeyVault) {
    this.#vault = vault;
  }

  known(tenantId: string): TenantKeys | undefined {
    return this.#known.get(tenantId);
  }

  /** Whoever asks for the same at once is answered by one question. */
  open(tenantId: string, wrapped: () => Promise<Buffer>): Promise<TenantKeys> {
    const asked = this.#asked.get(tenantId);
    if (asked !== undefined) return asked;
    const keys = this.#open(tenantId, wrapped).finally(() => this.#asked.delete(tenantId));
    this.#asked.set(tenantId, keys);
    return keys;
  }

  /** A key for a new trust, wrapped for its row. */
  newWrappedKey(tenantId: string): Promise<Buffer> {
    return this.#vault.wrap(newTenantKey(), tenantId);
  }

  async #open(tenantId: string, wrapped: () => Promise<Buffer>): Promise<TenantKeys> {
    const keys = new TenantKeys(tenantId, await this.#vault.unwrap(await wrapped(), tenantId));
    this.#known.set(tenantId, keys);
    return keys;
  }
}
