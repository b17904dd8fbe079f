import { createMongoAbility, subject } from '@casl/ability';
import type { ForcedSubject, MongoAbility, RawRuleOf } from '@casl/ability';
import { reachOf } from './may.ts';
import { PERMISSIONS, PERMISSION_NAMES } from './permission.ts';
import type { Permission, SubjectName, Verb } from './permission.ts';
import type { Post } from './role-permissions.ts';

/** What an ability judges a thing by: its school, and the people who owe something in it. */
export interface Thing {
  readonly schoolId: string;
  readonly owners: readonly string[];
}
export type Ability = MongoAbility<[Verb, SubjectName | (Thing & ForcedSubject<SubjectName>)]>;

/** The CASL ability of a person with these posts. Rules only add: there is no `cannot` to get wrong. */
export function abilityFor(personId: string, posts: readonly Post[]): Ability {
  return createMongoAbility<Ability>(
    PERMISSION_NAMES.flatMap((permission) => rulesOf(personId, posts, permission)),
  );
}

function rulesOf(personId: string, posts: readonly Post[], permission: Permission): RawRuleOf<Ability>[] {
  const reach = reachOf(posts, permission);
  const { verb, subject: of } = PERMISSIONS[permission];
  const rules: RawRuleOf<Ability>[] = [];
  // Every condition carries a value: CASL reads an absent one as "matches what lacks the field".
  if (reach.trust) rules.push({ action: verb, subject: of });
  if (reach.schoolIds.length > 0) {
    rules.push({ action: verb, subject: of, conditions: { schoolId: { $in: [...reach.schoolIds] } } });
  }
  if (reach.own) rules.push({ action: verb, subject: of, conditions: { owners: { $in: [personId] } } });
  return rules;
}

/** Whether the ability covers this thing. */
export const may = (ability: Ability, permission: Permission, thing: Thing): boolean =>
  ability.can(
    PERMISSIONS[permission].verb,
    subject(PERMISSIONS[permission].subject, { ...thing }) as Thing & ForcedSubject<SubjectName>,
  );
