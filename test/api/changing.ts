import { randomUUID } from 'node:crypto';
import { takePage } from '@trustward/casework';
import { change, changePage } from '@trustward/contracts';
import type { Change } from '@trustward/contracts';
import type { Somebody } from '@trustward/testing';
import { expect } from 'vitest';
import { asOwner } from './mailed.ts';
import type { Setting } from './setting.ts';
import { signIn } from './signed-in.ts';
import type { SignedIn } from './signed-in.ts';

export const DAY = 86_400_000;
export const at = (days: number): string => new Date(Date.now() + days * DAY).toISOString();
export const dayIn = (days: number): string => at(days).slice(0, 10);

/** A term with weeks off around today, which puts every deadline by school days beyond them. */
export const closedAround = (schoolId: string) => ({
  kind: 'calendar',
  schoolId,
  terms: [{ from: dayIn(-60), to: dayIn(120) }],
  closedDays: Array.from({ length: 28 }, (_, index) => dayIn(index - 14)),
  opensAt: null,
});

/** What happens to changes beside what people ask for, and what comes of them in PostgreSQL. */
export function changesOf(the: Setting) {
  const jobs = (sql: string) => the.database.ownerPlatform.query<{ id: string }>(sql);
  return {
    /** What the version before goes by, which may run beside this one for a while. */
    awayUntil: async (personId: string): Promise<string | null> => {
      const sql = 'select away_until as until from app.person where tenant_id = $1 and id = $2';
      const [row] = await asOwner<{ until: Date | null }>(the, sql, personId);
      return row?.until?.toISOString() ?? null;
    },
    /** What the worker does when a change is poked. */
    carriedOut: async ({ id: changeId }: Change): Promise<void> => {
      const { trust } = the.town;
      while (!(await takePage(trust.database.worker, { tenantId: trust.id, changeId })).isOver);
    },
    dueOf: async (caseId: string, step: string) => {
      const sql = `select app.ms(due_at) as due, owner_person as owner from app.duty
        where tenant_id = $1 and case_id = $2 and step = $3`;
      const [row] = await asOwner<{ due: number; owner: string }>(the, sql, caseId, step);
      return row ?? expect.fail('There is no such duty.');
    },
    /** When a change that waits for an instant is looked at. */
    looksAt: ({ id }: Change) =>
      the.database.ownerPlatform.query<{ at: number }>(
        `select floor(extract(epoch from run_at) * 1000)::double precision as at from graphile_worker.jobs where key = $1`,
        [`change/${the.town.trust.id}/${id}`],
      ),
    /** The cases that are poked, in order. */
    pokes: async (): Promise<string[]> =>
      (
        await jobs(`select payload ->> 'caseId' as id from graphile_worker._private_jobs j
          join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'poke' order by j.id`)
      ).map(({ id }) => id),
    forgetPokes: () => jobs('delete from graphile_worker._private_jobs'),
  };
}

/** What whoever edits asks for, with what the worker does of it; of what takes two, the second is one of the leaders or of these. */
export function changesBy(
  the: Setting,
  admin: () => SignedIn,
  colleagues: () => readonly SignedIn[] = () => [],
) {
  const { carriedOut } = changesOf(the);
  const leaders = new Map<Somebody, Promise<SignedIn>>();
  const seconds = new Map<string, SignedIn>();
  const signedIn = (leader: Somebody): Promise<SignedIn> => {
    const session = leaders.get(leader) ?? signIn(the.server, leader);
    leaders.set(leader, session);
    return session;
  };
  const parsed = (body: unknown): Change => change.strict().parse(body);
  const draft = async (what: object, who = admin()): Promise<Change> =>
    parsed((await who.post('/api/changes', { eventId: randomUUID(), ...what }).expect(200)).body);
  const read = async ({ id }: Change, who = admin()): Promise<Change> =>
    parsed((await who.get(`/api/changes/${id}`).expect(200)).body);
  const putAside = ({ id, version }: Change, who = admin()) =>
    who.post(`/api/changes/${id}/put-aside`, { version });
  const carryOut = async (one: Change): Promise<Change> => {
    await carriedOut(one);
    return read(one);
  };
  const waitsFor = async ({ id }: Change, who: SignedIn): Promise<boolean> => {
    const { items } = changePage.parse((await who.get('/api/changes/to-confirm').expect(200)).body);
    return items.some((each) => each.id === id);
  };
  /** Who was drawn as the second person of a change, of the trust's leaders. */
  const drawnFor = async (one: Change): Promise<Somebody | undefined> => {
    for (const leader of [the.town.lead, the.town.ceo]) {
      if (await waitsFor(one, await signedIn(leader))) return leader;
    }
    return undefined;
  };
  const secondOf = async (one: Change): Promise<SignedIn | undefined> => {
    const known = seconds.get(one.id);
    if (known !== undefined) return known;
    for (const who of [signedIn(the.town.lead), signedIn(the.town.ceo), ...colleagues()]) {
      const other = await who;
      if (!(await waitsFor(one, other))) continue;
      seconds.set(one.id, other);
      return other;
    }
    return undefined;
  };
  /** By whoever may: of what takes two, by the one who was or is drawn. */
  const apply = async (one: Change) => {
    const who = (one.takesTwo ? await secondOf(one) : undefined) ?? admin();
    return who.post(`/api/changes/${one.id}/apply`, { version: one.version });
  };
  const applied = async (one: Change): Promise<Change> => parsed((await apply(one)).body);
  const throughWith = async (drafted: Change): Promise<Change> => {
    const counted = await carryOut(drafted);
    await applied(counted);
    return carryOut(counted);
  };
  return { parsed, draft, read, putAside, carryOut, apply, applied, drawnFor, secondOf, throughWith };
}
