import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ownPassword, signInRule } from '../policies/sign_in.ts';
import { apply, noWayBack } from './apply.ts';

const BROWSER = `check (browser in ('chrome', 'edge', 'firefox', 'safari', 'opera', 'samsung'))`;
const SYSTEM = `check (system in ('windows', 'macos', 'ios', 'android', 'chromeos', 'linux'))`;

/**
 * Sessions that their owner can tell apart and end, that a trust may end sooner, and whose token changes when their owner
 * proves anew who they are. `form_token` is what pages of before the change still send, `previous_hash` what is on its way.
 */
export class Sessions implements MigrationInterface {
  readonly name = 'Sessions1795000000043';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      `alter table platform.session
         add column id uuid not null default gen_random_uuid() unique, add column browser text ${BROWSER},
         add column system text ${SYSTEM}, add column stepped_up_at timestamptz, add column form_token text,
         add column previous_hash bytea unique, add column rotated_at timestamptz,
         add constraint session_rotated check ((previous_hash is null) = (rotated_at is null))`,
      `alter table platform.device
         add column id uuid not null default gen_random_uuid() unique, add column browser text ${BROWSER},
         add column system text ${SYSTEM}, add column since timestamptz not null default clock_timestamp()`,
      // No row: the longest there is. A trust may only be stricter.
      `create table platform.sign_in_rule (
         tenant_id uuid primary key references platform.tenant,
         idle_minutes smallint not null default 60 check (idle_minutes between 10 and 60),
         longest_minutes smallint not null default 720 check (longest_minutes between 60 and 720),
         step_up_minutes smallint not null default 10 check (step_up_minutes between 1 and 15),
         set_by uuid not null, set_at timestamptz not null default clock_timestamp(),
         foreign key (tenant_id, set_by) references app.person)`,
      ...signInRule,
      ...ownPassword,
    ]);
  }

  down = noWayBack;
}
