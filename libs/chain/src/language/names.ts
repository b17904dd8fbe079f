import * as z from 'zod/mini';
import { ACTS } from './act.ts';
import type { Act } from './act.ts';
import { PARTIES, POSTS, ROLES } from './role.ts';
import type { Party, Post, Role } from './role.ts';

// Apart from what they name, so that whoever only reads chains which have been parsed need not load the parser.
export const role = z.enum(Object.keys(ROLES) as [Role, ...Role[]]);
export const post = z.enum(POSTS as [Post, ...Post[]]);
export const party = z.enum(Object.keys(PARTIES) as [Party, ...Party[]]);
export const act = z.enum(Object.keys(ACTS) as [Act, ...Act[]]);
