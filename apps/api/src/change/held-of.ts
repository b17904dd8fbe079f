import { authorityOf, officeCloses, ownLayer, weeklyHours, whyNotTogether } from '@trustward/casework';
import type { Authority, OwnAuthority, Was } from '@trustward/casework';
import { readLimit } from '@trustward/chain';
import type { Limit } from '@trustward/chain';
import { namedSettings } from '@trustward/chain/layers';
import type { DraftChange } from '@trustward/contracts';
import type { Tx } from '@trustward/database';
import { NotThereOrNotYours, RuleRefused } from '../platform/problems.ts';
import type { HeldOf } from './change-rows.ts';

type Draft = Extract<DraftChange, { kind: 'authority' }>;

/** What a trust means to hold of a local authority; refused where it is none, or loosens what stands above it. */
export async function heldOf(tx: Tx, { authorityId, hours, limits }: Draft, was: Was): Promise<HeldOf> {
  const authority = await authorityOf(tx, authorityId);
  if (authority === null) throw new NotThereOrNotYours();
  if (hours !== null && (weeklyHours(hours) === null || officeCloses(hours) === null)) {
    throw refused('hours', 'Write hours as “Monday to Thursday, 8:30 to 17:00; Friday, 8:30 to 16:30”.');
  }
  const settings = namedSettings(authority.layers);
  const read = Object.entries(limits).map(([code, words]): [string, Limit] => {
    const title = settings.get(code)?.title;
    const limit = readLimit(words);
    if (title === undefined) throw refused(code, 'This authority lays down no such time limit.');
    if (limit === null) {
      throw refused(
        code,
        `“${words}” is no length of time for “${title}”. Write it as 24 hours, or 3 working days.`,
      );
    }
    return [code, limit];
  });
  const held = { hours, limits: Object.fromEntries(read) };
  const titles = Object.fromEntries(read.map(([code]) => [code, settings.get(code)?.title ?? code]));
  await mustGoTogether(tx, authority, { ...held, titles }, 'number' in was ? was.number : 0);
  return { ...held, titles };
}

/** What is refused is said of the limit that is refused by itself. */
async function mustGoTogether(tx: Tx, authority: Authority, held: HeldOf, number: number): Promise<void> {
  const why = (own: OwnAuthority) => whyNotTogether(tx, ownLayer(authority, own, number + 1));
  const refusal = await why(held);
  if (refusal === null) return;
  for (const [code, limit] of Object.entries(held.limits)) {
    const alone = await why({ hours: null, limits: { [code]: limit } });
    if (alone !== null) throw refused(code, `“${held.titles[code] ?? code}”: ${alone.sentence}`);
  }
  throw refused('hours', refusal.sentence);
}

const refused = (field: string, reason: string): RuleRefused =>
  new RuleRefused('authority', reason, [{ field, reason }]);
