import { POSTS, ROLES } from '@trustward/chain';
import type { Post } from '@trustward/chain';
import { aPerson, aSchool, aTrust, aCase } from '@trustward/testing';
import type { School, Somebody, TestDatabase, Trust } from '@trustward/testing';
import type { ApiServer } from '../api/api-server.ts';
import { PASSWORD_HASH } from '../api/password.ts';
import { signIn } from '../api/signed-in.ts';
import type { SignedIn } from '../api/signed-in.ts';

export const ALL_ROLES = POSTS;

/** Somebody in every role there is: school posts at one school. */
export interface Cast {
  readonly trust: Trust;
  readonly school: School;
  readonly people: Readonly<Record<Post, Somebody>>;
}

export async function aCast(database: TestDatabase, mark: string): Promise<Cast> {
  const trust = await aTrust(database, { name: `${mark} Trust` });
  const school = await aSchool(trust, `${mark} Primary School`);
  return { trust, school, people: await aPersonOfEachRole(trust, school, mark) };
}

export async function aPersonOfEachRole<R extends Post = Post>(
  trust: Trust,
  school: School,
  mark: string,
  roles: readonly R[] = ALL_ROLES as R[],
): Promise<Record<R, Somebody>> {
  const people: Partial<Record<R, Somebody>> = {};
  for (const role of roles) {
    const one = aPerson(trust).named(`${mark} ${role}`).withPasswordHash(PASSWORD_HASH).as(role);
    people[role] = await (ROLES[role].scope === 'school' ? one.at(school) : one).create();
  }
  return people as Record<R, Somebody>;
}

export async function signInAll(server: ApiServer, people: Cast['people']): Promise<Record<Post, SignedIn>> {
  const signedIn: Partial<Record<Post, SignedIn>> = {};
  for (const role of ALL_ROLES) signedIn[role] = await signIn(server, people[role]);
  return signedIn as Record<Post, SignedIn>;
}

/** A case about a child whose name carries the mark, so that any byte of it can be found. */
export async function aMarkedCase(
  cast: Cast,
  mark: string,
  more: { school?: School; drill?: boolean } = {},
): Promise<string> {
  const childName = `${mark} Child`;
  const { caseId } = await aCase(cast.trust, cast.people.staff, more.school ?? cast.school, {
    drill: more.drill ?? false,
    // Long ago, so that it is late and on every board.
    awareAt: Date.now() - 10 * 3_600_000,
    header: { childName, initials: mark.slice(0, 3), yearGroup: 'Year 6' },
    words: { account: `${mark} account` },
  });
  return caseId;
}
