import { PARTIES, ROLES } from '@trustward/chain';
import type { Role, Step } from '@trustward/chain';

const isRole = (role: string): role is Role => Object.hasOwn(ROLES, role);

/** 'Headteacher' */
export const roleTitle = (role: string): string => (isRole(role) ? ROLES[role].title : role);

/** 'the headteacher' */
export const theRole = (role: string): string => `the ${lowered(roleTitle(role))}`;

/** 'DSL' stays as it is; 'Headteacher' becomes 'headteacher'. */
const lowered = (title: string): string => title.charAt(0).toLowerCase() + title.slice(1);

/** 'a, b and c' */
export const inWords = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;

/** 'a, b or c' */
export const orInWords = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}`;

/** Whose time a step runs against, when not ours: 'The police'. */
export const theirsOf = ({ clock }: Pick<Partial<Step>, 'clock'>): string | null =>
  clock?.whose === undefined ? null : PARTIES[clock.whose];
