import { openEarlierFiles, openFileVault } from './file-vault.ts';
import type { KeyVault } from './key-vault.ts';
import type { KeyService } from './kms-vault.ts';

export interface WhereKeysAre {
  readonly file: string;
  /** Keys that wrapped before and still open. */
  readonly earlierFiles: readonly string[];
  /** Where one is named, the file's key wraps nothing. */
  readonly service: KeyService | null;
}

/** Who has no key service does not load its client. */
export async function openVault({ file, earlierFiles, service }: WhereKeysAre): Promise<KeyVault> {
  if (service === null) return openFileVault(file, earlierFiles);
  const { openKmsVault } = await import('./kms-vault.ts');
  return openKmsVault(service, await openEarlierFiles(earlierFiles));
}
