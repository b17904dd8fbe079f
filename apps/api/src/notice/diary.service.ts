import { Inject, Injectable } from '@nestjs/common';
import { diaryEntry, diaryFile, diaryTime } from '@trustward/casework';
import type { DiaryEntry } from '@trustward/casework';
import type { Instant } from '@trustward/chain';
import { API_CONFIG } from '../platform/api-config.ts';
import type { ApiConfig } from '../platform/api-config.ts';
import { NotThereOrNotYours } from '../platform/problems.ts';
import { RequestScope } from '../platform/request-scope.ts';

const DUE = `select ${diaryTime('n')} as "dueAt", ${diaryEntry('n', 'n.person_id')} as "entry" from app.notice n
  join app.case_file c on c.tenant_id = n.tenant_id and c.id = n.case_id
  join app.duty t on t.tenant_id = n.tenant_id and t.case_id = n.case_id and t.step = n.step
  where n.tenant_id = $1 and n.person_id = $2 and n.id = $3`;

/** The time of what the caller was told of, for whom a letter could not bring it. */
@Injectable()
export class DiaryService {
  constructor(
    private readonly scope: RequestScope,
    @Inject(API_CONFIG) private readonly config: ApiConfig,
  ) {}

  async fileOf(noticeId: string): Promise<string> {
    const { tx, caller } = this.scope;
    const [row] = await tx.query<{ dueAt: Instant | null; entry: DiaryEntry }>(
      DUE,
      [tx.tenantId, caller.personId, noticeId],
      'diary-time',
    );
    if (row === undefined || row.dueAt === null) throw new NotThereOrNotYours();
    return diaryFile(row.entry, row.dueAt, this.config.http.publicUrl);
  }
}
