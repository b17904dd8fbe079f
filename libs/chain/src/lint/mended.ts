import { everyName, NOTHING, together } from './left-out.ts';
import type { LeftOut } from './left-out.ts';
import { valueAt } from '../language/say-issues.ts';
import { isOfTomorrow } from '../language/upcast.ts';

type Json = Readonly<Record<PropertyKey, unknown>>;
type Path = readonly PropertyKey[];

/** A finding of the schema. */
export interface Issue {
  readonly code?: string | undefined;
  readonly path: Path;
  readonly keys?: readonly string[];
}

export interface Mended {
  readonly json: unknown;
  readonly left: LeftOut;
}

/** What takes the place of what is malformed, of the whole and of a step: of which least is asked and nobody is amiss. */
const INSTEAD: Json = {
  language: 2,
  version: 1,
  id: 'left-out',
  about: 'information',
  waiver: { reasons: {}, agreedBy: ['ceo'] },
  owner: ['headteacher', 'trustChair', 'trustSafeguardingLead'],
  clock: { within: { hours: 1 }, from: 'awareness' },
};

/** Words for people, by their own name or by that of the list they stand in: other words do as well. */
const WORDS =
  /^(title|sentence)$|\..*\.(title|sentence|question|hint|label|note)$|\.(options|reasons)\.[^.]+$/;
/** What holds many of a kind, of which one may be left out alone. */
const LIST = /^(facts|events|stages|steps|holds|targets|rules|values|omit)$/;
/** Of which each says its own name. */
const NAMED = /^(steps|stages)$/;
/** What nothing else goes by, of the whole and of a step. */
const APART = /^(id|version|language|rules|targets|stages|values|waiver)$/;
/** Of these, what no condition, form or alarm goes by. */
const SAYS_NOTHING = /^(id|version|language)$/;
const APART_IN_STEP = /^(owner|clock|remind|unacknowledged|late|evidence|cites|rules)$/;

/**
 * A chain, a change to one or a layer without what in it is malformed, as little as can be, and what that was. Null where
 * it is another thing altogether.
 */
export function mended(json: unknown, issues: readonly Issue[]): Mended | null {
  if (!isGroup(json) || isOfTomorrow(json)) return null;
  let whole: unknown = json;
  const left: LeftOut[] = [];
  for (const issue of issues.flatMap(eachKey)) {
    const [group, key] = issue.path;
    if (group === undefined || (group === 'steps' && key === undefined)) return null;
    const { path, instead, place, ...rest } = gapAt(json, issue);
    whole = put(whole, path, instead);
    left.push({ ...NOTHING, places: [place], ...rest });
  }
  return { json: pruned(whole), left: together(left) };
}

/** Names that the language does not have are left out one by one. */
const eachKey = (issue: Issue): readonly Issue[] =>
  issue.path.length > 0 || issue.keys === undefined
    ? [issue]
    : issue.keys.map((key) => ({ ...issue, path: [key] }));

/** As little as may be left out, what then stands there, and what that leaves open. */
interface Gap extends Partial<LeftOut> {
  readonly path: Path;
  readonly instead?: unknown;
  /** Where it is missed, as findings call it. */
  readonly place: string;
}

function gapAt(json: Json, issue: Issue): Gap {
  const { code, path } = issue;
  const [group = '', key, field = ''] = path.map(String);
  const said = valueAt(json, [...path.slice(0, 2), 'id']);
  const id = typeof said === 'string' ? said : undefined;
  const name = group === 'steps' ? (id ?? key) : key;
  const place = name === undefined ? group : `${group}.${name}`;
  if (code !== 'invalid_key' && WORDS.test(path.join('.'))) return { path, place, instead: id ?? 'it' };
  if (key === undefined || !LIST.test(group)) return groupAt(json, group, code);
  return group === 'steps' && APART_IN_STEP.test(field)
    ? partAt(json, path, place)
    : entryAt(json, issue, place);
}

/** A group of the whole. What goes by no name of the language may be any group that is not there, so that nothing is sure. */
function groupAt(json: Json, group: string, code: Issue['code']): Gap {
  const value = json[group];
  const words = SAYS_NOTHING.test(group) ? [] : everyName(value);
  const isStray = code === 'unrecognized_keys';
  return {
    path: [group],
    place: group,
    instead: INSTEAD[group],
    names: LIST.test(group) && !isGroup(value) ? [...words, `?${group}`] : words,
    words: isStray && isGroup(value) ? null : words,
    isApart: (isStray && !isGroup(value)) || APART.test(group),
  };
}

/** A part of a step, without which the rest of it says what it said. */
function partAt(json: Json, path: Path, place: string): Gap {
  const field = String(path[2]);
  const step = valueAt(json, path.slice(0, 2)) as Json;
  // A form that cannot be read may ask for all that the rules of its step demand.
  const rules = field === 'evidence' ? step['rules'] : [];
  return {
    path: path.slice(0, 3),
    place: `${place}.${field}`,
    // What changes a chain from above need not say it.
    instead: Object.hasOwn(json, 'amends') ? undefined : INSTEAD[field],
    parts: [place],
    words: [...everyName([step[field], rules]), `!${field}`],
  };
}

/** One of many of a kind. */
function entryAt(json: Json, { code, path, keys }: Issue, place: string): Gap {
  const [group = '', , field = ''] = path.map(String);
  const value = valueAt(json, path.slice(0, 2));
  const own = typeof path[1] === 'string' ? path[1] : valueAt(value, ['id']);
  // Where an entry should say by what others go by it, and does not, nobody knows.
  const isNameless =
    code === 'invalid_key' || field === 'id' || (typeof own !== 'string' && NAMED.test(group));
  const isWords = keys?.every((name) => typeof valueAt(value, [name]) === 'string') === true;
  return {
    path: path.slice(0, 2),
    place,
    names: [...(typeof own === 'string' ? [own] : []), ...(isNameless ? [`?${group}`] : [])],
    words: [...everyName(value), ...(isWords ? [] : [`?${field}`])],
    isApart: APART.test(group),
  };
}

const isGroup = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** The same with something else at a path, where what it stands in is there; nothing takes it away once it is pruned. */
function put(value: unknown, [key, ...rest]: Path, instead: unknown): unknown {
  if (key === undefined) return instead;
  if (!isGroup(value)) return value;
  const inside = put(value[key], rest, instead);
  return Array.isArray(value)
    ? Object.assign([...(value as unknown[])], { [key]: inside })
    : { ...value, [key]: inside };
}

function pruned(value: unknown): unknown {
  if (!isGroup(value)) return value;
  const kept = Object.entries(value).flatMap(([key, each]) =>
    each === undefined ? [] : [[key, pruned(each)] as const],
  );
  return Array.isArray(value) ? kept.map(([, each]) => each) : Object.fromEntries(kept);
}
