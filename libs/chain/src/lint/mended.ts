import { everyName, together } from './left-out.ts';
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

/** What must be there. Of a case about a child least is asked. */
const MUST_BE: Json = { language: 2, version: 1, id: 'left-out', about: 'child' };

/** Words for people, by their own name or by that of the list they stand in: other words do as well. */
const WORDS =
  /^(title|sentence)$|\..*\.(title|sentence|question|hint|label|note)$|\.(options|reasons)\.[^.]+$/;
/** What holds many of a kind, of which one may be left out alone. */
const LIST = /^(facts|events|stages|steps|holds|targets|rules|values|omit)\b/;
const STEPS = /^steps\b/;
/** Of which each says its own name. */
const NAMED = /^(steps|stages)\b/;
/** What nothing else goes by, of the whole and of a step. */
const APART = /^(id|version|language|rules|targets|stages|values)\b/;
const APART_IN_STEP = /^steps\.\d+\.(remind|unacknowledged|late|cites|rules)\b/;

/**
 * A chain, a change to one or a layer without what in it is malformed, as little as can be, and what that was. Null where
 * it is another thing altogether.
 */
export function mended(json: unknown, issues: readonly Issue[]): Mended | null {
  if (!isGroup(json) || isOfTomorrow(json)) return null;
  let whole: unknown = json;
  const left: LeftOut[] = [];
  for (const { code, path } of issues.flatMap(eachKey)) {
    const [group = '', key] = path;
    if (group === '' || (group === 'steps' && key === undefined)) return null;
    const at = path.join('.');
    const said = valueAt(json, [group, key ?? '', 'id']);
    const id = typeof said === 'string' ? said : undefined;
    const value = json[group];
    const isWords = code !== 'invalid_key' && WORDS.test(at);
    const isPart = APART_IN_STEP.test(at);
    const isAlone = key !== undefined && LIST.test(at);
    const isStray = code === 'unrecognized_keys' && !isGroup(value);
    const gap = isWords ? path : path.slice(0, isPart ? 3 : isAlone ? 2 : 1);
    whole = put(whole, gap, isWords ? (id ?? 'it') : gap.length === 1 ? MUST_BE[group] : undefined);
    left.push({
      places: [
        gap.length === 1 ? String(group) : `${String(group)}.${String(STEPS.test(at) && id ? id : key)}`,
      ],
      names:
        isWords || isPart
          ? new Set()
          : isAlone
            ? nameOf(at, key, id)
            : LIST.test(at) && !isGroup(value)
              ? null
              : everyName(value),
      isApart: isWords || isPart || isStray || APART.test(at),
    });
  }
  return { json: pruned(whole), left: together(left) };
}

/** By what others go by an entry of a list: where it should say so itself and does not, nobody knows. */
function nameOf(at: string, key: PropertyKey, id: string | undefined): LeftOut['names'] {
  if (typeof key === 'string') return new Set([key]);
  if (!NAMED.test(at)) return new Set();
  return id === undefined ? null : new Set([id]);
}

const isGroup = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** Names that the language does not have are left out one by one. */
const eachKey = ({ code, path, keys }: Issue): readonly Issue[] =>
  path.length > 0 || keys === undefined ? [{ code, path }] : keys.map((key) => ({ code, path: [key] }));

/** The same with something else at a path, where what it stands in is there; nothing takes it away once it is pruned. */
function put(value: unknown, [key, ...rest]: Path, instead: unknown): unknown {
  if (key === undefined) return instead;
  if (!isGroup(value)) return value;
  const inside = put(value[key], rest, instead);
  return Array.isArray(value)
    ? value.map((each: unknown, at) => (at === key ? inside : each))
    : { ...value, [key]: inside };
}

function pruned(value: unknown): unknown {
  if (!isGroup(value)) return value;
  const kept = Object.entries(value).flatMap(([key, each]) =>
    each === undefined ? [] : [[key, pruned(each)] as const],
  );
  return Array.isArray(value) ? kept.map(([, each]) => each) : Object.fromEntries(kept);
}
