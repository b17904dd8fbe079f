import { deliverNotice, putDown, takeUp, wake } from '@trustward/casework';
import type { Fate } from '@trustward/casework';
import type { TestDatabase, Trust } from '@trustward/testing';

/** As where there is a mail server, and nothing that sends texts. */
export const MAILING = { email: 'now', text: false } as const;

interface Setting {
  readonly database: TestDatabase;
  readonly town: { readonly trust: Pick<Trust, 'id'> };
}

/**
 * What the worker does of a case where there is a mail server: it wakes the case, tells whoever is to be told and writes
 * down what became of each e-mail, until nobody is left to tell.
 */
export async function mailed(the: Setting, caseId: string, fateOf: (person: string) => Fate['state']) {
  const { database, town } = the;
  const tenantId = town.trust.id;
  for (let before: readonly string[] = []; ;) {
    const { deliveries } = await wake(database.worker, { tenantId, caseId });
    // What nobody is there to hear of waits.
    if (deliveries.every((id) => before.includes(id))) return;
    before = deliveries;
    for (const deliveryId of deliveries) {
      const { messages = [] } = await deliverNotice(database.worker, { tenantId, deliveryId }, MAILING);
      for (const messageId of messages) {
        const [row] = await asOwner<{ person: string }>(
          the,
          'select person_id as person from app.message where tenant_id = $1 and id = $2',
          messageId,
        );
        await putDown(database.worker, { tenantId, messageId }, { state: fateOf(row?.person ?? '') });
      }
    }
  }
}

/** What the worker does of a case until nothing is left to tell: the ids of the mail that waits by then. */
export async function lettersOf({ database, town }: Setting, caseId: string): Promise<readonly string[]> {
  const tenantId = town.trust.id;
  const waiting: string[] = [];
  for (let n = 0; n < 3; n += 1) {
    const { deliveries } = await wake(database.worker, { tenantId, caseId });
    for (const deliveryId of deliveries) {
      const { messages = [] } = await deliverNotice(database.worker, { tenantId, deliveryId }, MAILING);
      waiting.push(...messages);
    }
  }
  return waiting;
}

/** A mail server takes each letter, as far as its reader may still have it. */
export async function sendAll({ database, town }: Setting, letters: readonly string[]): Promise<void> {
  for (const messageId of letters) {
    const input = { tenantId: town.trust.id, messageId };
    const message = await takeUp(database.worker, input);
    if (message !== null) await putDown(database.worker, input, { state: 'accepted' });
  }
}

export const asOwner = <R>({ database, town }: Setting, sql: string, ...values: readonly unknown[]) =>
  database.owner.run({ tenantId: town.trust.id, actor: 'test' }, (tx) =>
    tx.query<R>(sql, [town.trust.id, ...values]),
  );
