import type { Tx } from '@trustward/database';
import { openedUnread } from '@trustward/observability';
import type { Unread } from '../scene.ts';

/** Once the case is written: whoever looks after Trustward has something to mend. */
export function countUnread(tx: Tx, unread: readonly Unread[]): void {
  if (unread.length === 0) return;
  tx.onCommit(() => {
    for (const what of unread) openedUnread.inc({ what });
  });
}
