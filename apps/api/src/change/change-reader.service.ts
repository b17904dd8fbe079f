import { Injectable } from '@nestjs/common';
import { identities } from '@trustward/casework';
import type { Change, ChangePage, PageQuery } from '@trustward/contracts';
import * as z from 'zod';
import { decodeCursor, page } from '../platform/cursor.ts';
import { NotThereOrNotYours } from '../platform/problems.ts';
import { RequestScope } from '../platform/request-scope.ts';
import { toChangeResponse } from './change-response.ts';
import type { ChangeRow } from './change-response.ts';
import { PAGE, READ, TO_CONFIRM } from './change-rows.ts';

const cursorKey = z.tuple([z.literal([0, 1]), z.int().nonnegative(), z.uuid()]);

/** Changes with what comes of them, as far as the reader may know of the cases. */
@Injectable()
export class ChangeReaderService {
  constructor(private readonly scope: RequestScope) {}

  async read(changeId: string): Promise<Change> {
    const { tx } = this.scope;
    const rows = await tx.query<ChangeRow>(READ, [tx.tenantId, changeId], 'read-change');
    const [change] = await this.named(rows);
    if (change === undefined) throw new NotThereOrNotYours();
    return change;
  }

  async page({ cursor, limit }: PageQuery): Promise<ChangePage> {
    const { tx } = this.scope;
    const [over, latest, id] = decodeCursor(cursor, cursorKey) ?? [null, null, null];
    const rows = await tx.query<ChangeRow>(PAGE, [tx.tenantId, over, latest, id, limit + 1], 'changes');
    const cut = page(
      rows,
      limit,
      (row) => row,
      (row) => [row.over, row.latest, row.id],
    );
    return { items: await this.named(cut.items), next: cut.next };
  }

  /** What waits for the caller as its second person: the oldest first. */
  async toConfirm(limit: number): Promise<ChangePage> {
    const { tx } = this.scope;
    const rows = await tx.query<ChangeRow>(TO_CONFIRM, [tx.tenantId, limit], 'changes-to-confirm');
    return { items: await this.named(rows), next: null };
  }

  private async named(rows: readonly ChangeRow[]): Promise<Change[]> {
    const ids = rows.flatMap(({ personId, madeBy }) => (personId === null ? [madeBy] : [personId, madeBy]));
    const people = await identities(this.scope.tx, ids);
    const nameOf = (personId: string | null): string => people.get(personId ?? '')?.name ?? '';
    return rows.map((row) =>
      toChangeResponse(row, {
        of: row.place ?? nameOf(row.personId),
        by: nameOf(row.madeBy),
        email: people.get(row.personId ?? '')?.email ?? '',
      }),
    );
  }
}
