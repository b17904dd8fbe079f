import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** Chains in few words, each with the types of case and the rows for which it stands. */
interface Sketch {
  readonly about: 'child' | 'adult' | 'information';
  readonly says?: readonly string[];
  readonly rules?: readonly string[];
  readonly steps: Readonly<Record<string, object>>;
}

const OUTSIDE = ['trustSafeguardingLead', 'trustChair', 'viceChair', 'ceo', 'safeguardingTrustee'];

/** Who does what and who hears, where a sketch does not say. */
const PEOPLE = {
  child: {
    owner: ['dsl', 'headteacher', 'trustSafeguardingLead'],
    agree: ['headteacher', 'trustSafeguardingLead', 'ceo', 'trustChair'],
    tell: ['headteacher', 'trustSafeguardingLead', 'ceo', 'trustChair'],
  },
  adult: { owner: ['headteacher', ...OUTSIDE], agree: OUTSIDE, tell: OUTSIDE },
  information: {
    owner: ['dataProtectionOfficer', 'ceo', 'trustChair'],
    agree: ['ceo', 'trustChair', 'viceChair'],
    tell: ['ceo', 'trustChair', 'trustSafeguardingLead'],
  },
} as const;

const FILES = ['of-children.yaml', 'of-information.yaml', 'of-sharing.yaml'];

/** The smallest chain for each construct of the fit sheet whose pack is not written. */
export const SKETCHES: Readonly<Record<string, Sketch>> = Object.assign(
  {},
  ...FILES.map((file) => parse(readFileSync(new URL(file, import.meta.url), 'utf8')) as unknown),
) as Record<string, Sketch>;

/** The whole chain that a sketch stands for, as somebody would write it. */
export function chainOf(id: string, { says: _says, rules: _rules, steps, ...said }: Sketch): object {
  const { owner, agree, tell } = PEOPLE[said.about];
  return {
    language: 2,
    id,
    version: 1,
    title: id,
    sentence: id,
    ...said,
    steps: Object.entries(steps).map(([step, over]) => {
      const isOurs = !('optional' in over) && !JSON.stringify(over).includes('"whose"');
      return {
        id: step,
        title: step,
        sentence: step,
        ...('optional' in over ? {} : { clock: { within: { workingDays: 5 }, from: 'opening' } }),
        ...(isOurs ? { late: [{ tell, every: { workingDays: 1 } }] } : {}),
        ...over,
        owner: 'owner' in over ? (over.owner === 'agree' ? agree : over.owner) : owner,
      };
    }),
  };
}
