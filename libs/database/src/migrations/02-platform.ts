import type { MigrationInterface, QueryRunner } from 'typeorm';
import { apply, noWayBack } from './apply.ts';

/** What no trust owns: trusts themselves, local authorities, calendars, and who is alive. */
export class Platform implements MigrationInterface {
  readonly name = 'Platform1795000000002';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      `create table platform.tenant (
         id uuid primary key, slug text not null unique check (slug ~ '^[a-z][a-z0-9-]*$'), name text not null,
         demo boolean not null default false, wrapped_key bytea not null,
         created_at timestamptz not null default now())`,
      `create table platform.authority (
         id uuid primary key, slug text not null unique, name text not null,
         contacts jsonb not null default '[]', verified_at timestamptz, verified_by text)`,
      `create table platform.calendar (
         hash text primary key, name text not null, snapshot jsonb not null,
         published_at timestamptz not null default clock_timestamp())`,
      `create table platform.heartbeat (
         process text primary key, at timestamptz not null default clock_timestamp(),
         mail text check (mail in ('unset', 'lockedOut', 'on')))`,
      // When it was last known that something worked, and after how long a silence it counts as an outage.
      `create table platform.pulse (
         what text primary key check (what in ('reminders', 'recording')), at timestamptz not null,
         silence interval not null)`,
      `create table platform.outage (
         what text not null check (what in ('reminders', 'recording')), since timestamptz not null,
         until timestamptz not null, primary key (what, since), check (since < until))`,
      `create table platform.rebuild (
         scope text primary key, tenant_id uuid not null, case_id uuid not null, poked integer not null,
         moved_at timestamptz not null default clock_timestamp())`,
    ]);
  }

  down = noWayBack;
}
