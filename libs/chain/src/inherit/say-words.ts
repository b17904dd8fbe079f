import { PARTIES, ROLES } from '../language/role.ts';
import type { Party, Role } from '../language/role.ts';

/** 'a', 'a and b', 'a, b and c' */
export function listed(words: readonly string[], last: 'and' | 'or' = 'and'): string {
  if (words.length < 2) return words[0] ?? '';
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1) ?? ''}`;
}

/** Quoted as people read it. */
export const quoted = (words: string): string => `“${words}”`;

/** 'the headteacher', 'whoever reported it' */
export function sayRole(role: Role): string {
  const title = uncapitalised(ROLES[role].title);
  if (role === 'reporter') return title;
  return `${role === 'staff' || role === 'governor' ? 'a' : 'the'} ${title}`;
}

export const sayRoles = (roles: readonly Role[], last: 'and' | 'or' = 'and'): string =>
  listed(roles.map(sayRole), last);

/** 'the police', "children's social care" */
export const sayParty = (party: Party): string => uncapitalised(PARTIES[party]);

export const capitalised = (words: string): string => words.slice(0, 1).toUpperCase() + words.slice(1);

/** Abbreviations and names of bodies keep their capitals. */
function uncapitalised(words: string): string {
  const isName = /^(?:[A-Z]{2}|Ofsted)/.test(words);
  return isName ? words : words.slice(0, 1).toLowerCase() + words.slice(1);
}
