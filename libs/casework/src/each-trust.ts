import type { PlatformDoor } from '@trustward/database';
import type { Logger } from '@trustward/observability';

interface Needs {
  readonly platform: PlatformDoor;
  readonly log: Pick<Logger, 'error'>;
}

/** Does something for every trust. What one throws, as where its key is spoilt, keeps no other waiting, and is thrown in the end. */
export async function eachTrust(
  { platform, log }: Needs,
  act: (tenantId: string) => Promise<void>,
): Promise<void> {
  const trusts = await platform.query<{ id: string }>('select id from platform.tenant order by id');
  const failed: unknown[] = [];
  for (const { id: tenantId } of trusts) {
    try {
      await act(tenantId);
    } catch (error: unknown) {
      log.error('what is done for every trust failed for one', { tenantId, err: error });
      failed.push(error);
    }
  }
  if (failed.length > 0) throw failed[0];
}
