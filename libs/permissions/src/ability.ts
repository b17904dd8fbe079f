import { createMongoAbility, subject } from '@casl/ability';
import type { ForcedSubject, MongoAbility, RawRuleOf } from '@casl/ability';
import { CASE_PARTS } from './condition.ts';
import type { CasePart, Rule, Test, Thing } from './condition.ts';
import { PERMISSIONS, PERMISSION_NAMES } from './permission.ts';
import type { Permission, SubjectName, Verb } from './permission.ts';
import { rulesOf } from './rules.ts';
import type { Who } from './rules.ts';

export type Ability = MongoAbility<[Verb, SubjectName | (Thing & ForcedSubject<SubjectName>)]>;
type Raw = RawRuleOf<Ability>;

/** The CASL ability of somebody. Rules only add: there is no `cannot` to get wrong. */
export const abilityFor = (who: Who): Ability =>
  abilityOf(PERMISSION_NAMES.map((permission) => ({ permission, rules: rulesOf(who, permission) })));

export const abilityOf = (
  granted: readonly { readonly permission: Permission; readonly rules: readonly Rule[] }[],
): Ability =>
  createMongoAbility<Ability>(
    granted.flatMap(({ permission, rules }) => rules.flatMap((rule) => rawOf(permission, rule))),
  );

function rawOf(permission: Permission, { when, parts }: Rule): Raw[] {
  const { verb, subject: of } = PERMISSIONS[permission];
  // CASL refuses an empty list of fields, and reads an absent one as all of them.
  if (parts?.length === 0) return [];
  const conditions = when.length === 0 ? {} : { conditions: conditionsOf(when) };
  return [{ action: verb, subject: of, ...conditions, ...(parts === null ? {} : { fields: [...parts] }) }];
}

/**
 * One condition a field. An absent value would match what lacks the field, and of two conditions on one field CASL would
 * keep the second alone (`$and` it does not know), so two tests of a field become one.
 */
function conditionsOf(when: readonly Test[]): NonNullable<Raw['conditions']> {
  const lists = new Map<string, readonly string[]>();
  const people: string[] = [];
  const instants: number[] = [];
  for (const test of when) {
    if (test.field === 'owners') people.push(test.has);
    else if (test.field === 'now') instants.push(test.before);
    else {
      lists.set(
        test.field,
        test.in.filter((one) => lists.get(test.field)?.includes(one) ?? true),
      );
    }
  }
  return {
    ...Object.fromEntries([...lists].map(([field, list]) => [field, { $in: [...list] }])),
    ...(people.length === 0 ? {} : { owners: { $all: people } }),
    ...(instants.length === 0 ? {} : { now: { $lt: Math.min(...instants) } }),
  };
}

/** Whether the ability covers this thing, or this part of it. */
export const may = (ability: Ability, permission: Permission, thing: Thing, part?: CasePart): boolean =>
  ability.can(
    PERMISSIONS[permission].verb,
    subject(PERMISSIONS[permission].subject, { ...thing }) as Thing & ForcedSubject<SubjectName>,
    part,
  );

/** The same of one permission, for somebody of whom nothing else is asked. */
export const covers = (who: Who, permission: Permission, thing: Thing, part?: CasePart): boolean =>
  may(abilityOf([{ permission, rules: rulesOf(who, permission) }]), permission, thing, part);

/** The parts of a case that the ability lets through. */
export const partsOf = (ability: Ability, permission: Permission, thing: Thing): CasePart[] =>
  CASE_PARTS.filter((part) => may(ability, permission, thing, part));
