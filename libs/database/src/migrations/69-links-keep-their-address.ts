import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addressedLinks } from '../policies/agency_link.ts';
import { apply, noWayBack } from './apply.ts';

/** Where a link is mailed to is what was said to whoever asked for it, whatever is set for the agency meanwhile. */
export class LinksKeepTheirAddress implements MigrationInterface {
  readonly name = 'LinksKeepTheirAddress1795000000069';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      // Empty of what is given by hand, and of what was to be mailed before this was kept.
      `alter table app.agency_link add column address text check (length(address) <= 254)`,
      ...addressedLinks,
    ]);
  }

  down = noWayBack;
}
