import type { As, Door } from '@trustward/database';

/** Every table that has rows of a case. */
export const OF_A_CASE = [
  'agency_link',
  'audit',
  'breach',
  'case_event',
  'case_file',
  'case_link',
  'case_share',
  'delivery',
  'duty',
  'exclusion',
  'notice',
] as const;

/** What somebody sees of each table: of one case, or of all. */
export const countsOf = (door: Door, as: As, tables: readonly string[], caseId?: string) =>
  door.run(as, async (tx) => {
    const counts: Record<string, number> = {};
    for (const table of tables) {
      const where = caseId === undefined ? '' : `where ${isOf(table, caseId)}`;
      const [row] = await tx.query<{ n: number }>(`select count(*)::int as n from app.${table} ${where}`);
      counts[table] = row?.n ?? -1;
    }
    return counts;
  });

function isOf(table: string, caseId: string): string {
  if (table === 'case_link') return `'${caseId}' in (parent_case_id, child_case_id)`;
  return `${table === 'case_file' ? 'id' : 'case_id'} = '${caseId}'`;
}

export const none = (tables: readonly string[]) => Object.fromEntries(tables.map((table) => [table, 0]));
