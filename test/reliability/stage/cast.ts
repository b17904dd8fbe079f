import { POSTS, ROLES } from '@trustward/chain';
import type { Post } from '@trustward/chain';
import { aPerson } from '@trustward/testing';
import type { Somebody, StaffedSchool } from '@trustward/testing';
import { PASSWORD_HASH } from '../../api/password.ts';

/** Somebody in each post that there is, and the posts they hold, which nobody changes. */
export type Cast = readonly { readonly post: Post; readonly who: Somebody }[];

export async function wholeCast({ trust, school, people }: StaffedSchool): Promise<Cast> {
  const there: Partial<Record<Post, Somebody>> = {
    staff: people.teacher,
    dsl: people.dsl,
    headteacher: people.head,
    trustSafeguardingLead: people.lead,
    ceo: people.ceo,
  };
  const cast = [];
  for (const post of POSTS) cast.push({ post, who: there[post] ?? (await another(post)) });
  return cast;

  function another(post: Post): Promise<Somebody> {
    const one = aPerson(trust).named(ROLES[post].title).withPasswordHash(PASSWORD_HASH).as(post);
    return (ROLES[post].scope === 'school' ? one.at(school) : one).create();
  }
}
