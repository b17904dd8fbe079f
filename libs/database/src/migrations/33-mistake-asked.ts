import type { MigrationInterface, QueryRunner } from 'typeorm';
import { apply, noWayBack } from './apply.ts';

/** The few cases of which somebody says that they were reported by mistake are found without reading all the others. */
export class MistakeAsked implements MigrationInterface {
  readonly name = 'MistakeAsked1795000000033';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      `create index case_file_said_mistaken on app.case_file (tenant_id, id)
         where ended_at is null and state @? '$.mistakeAskedBy ? (@ != null)'`,
    ]);
  }

  down = noWayBack;
}
