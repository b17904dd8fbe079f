import type { Chain } from '../language/chain.ts';
import { derived } from '../language/derived.ts';
import type { Post } from '../language/role.ts';

const SCHOOL: readonly Post[] = ['deputyHead', 'dsl', 'deputyDsl', 'senco', 'staff'];

/** A school answers to those who lead the trust. The chief executive stays, behind the other chairs: somebody must be left. */
const SCHOOL_AND_HEAD: readonly Post[] = ['headteacher', ...SCHOOL];

/** Who answers to a post, and so may not stand in where its holder is the subject. */
const ANSWERS_TO: Readonly<Partial<Record<Post, readonly Post[]>>> = {
  headteacher: SCHOOL,
  dsl: ['deputyDsl'],
  trustSafeguardingLead: SCHOOL_AND_HEAD,
  trustChair: SCHOOL_AND_HEAD,
  viceChair: SCHOOL_AND_HEAD,
  safeguardingTrustee: SCHOOL_AND_HEAD,
  ceo: ['trustSafeguardingLead', 'headteacher', 'hrAdviser', 'trustAdministrator', ...SCHOOL],
};

/** Everybody, by post, who answers to the holders of these posts. */
export const answersTo = derived(
  (subject: readonly Post[]): ReadonlySet<Post> => new Set(subject.flatMap((post) => ANSWERS_TO[post] ?? [])),
);

/**
 * Which posts a case is kept from. The child's side of a matter about a safeguarding lead stays with their deputy (§3.3).
 */
export const lineAbout = ({ about }: Pick<Chain, 'about'>, subject: readonly Post[]): ReadonlySet<Post> =>
  answersTo(about === 'child' ? subject.filter((post) => post !== 'dsl') : subject);

/** Those who run a school or a trust, when it is itself what a case is about. */
export const MANAGEMENT: readonly Post[] = ['headteacher', 'ceo', 'trustSafeguardingLead', ...SCHOOL];
