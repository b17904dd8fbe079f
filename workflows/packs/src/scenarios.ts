import { parseScenario } from '@trustward/chain/scenario';
import type { Chain } from '@trustward/chain';
import type { Scenario } from '@trustward/chain/simulate';
import { loadPack } from './load.ts';
import { PackMalformed } from './pack-malformed.ts';
import { filesOf, readYaml } from './read.ts';

/** What all situations share: who is there, when they work, which days there are. */
interface Usual {
  readonly people: readonly Named[];
}

interface Named {
  readonly name: string;
  readonly posts?: readonly string[];
}

/** An awkward time or an awkward set of people, whatever the case. */
interface Situation extends Ways {
  readonly title: string;
  readonly authority?: string;
  readonly opens: object;
  /** People as they are otherwise, with what is different here. */
  readonly people?: readonly Named[];
  /** Posts that nobody holds. */
  readonly vacant?: readonly string[];
  /** What somebody has to do with the matter, by whom it is about. */
  readonly parts?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly nobodyActs?: boolean;
}

/** How people deal with what comes to them. */
interface Ways {
  readonly facts?: object;
  readonly acts?: readonly object[];
  readonly agrees?: readonly object[];
  readonly happens?: readonly object[];
}

/** How a case of one chain goes where nothing goes wrong, and what is otherwise in one situation or another. */
interface Usually extends Ways {
  readonly situations?: Readonly<Record<string, Ways>>;
}

const FOLDER = 'scenarios';
const DEFAULT_AUTHORITY = 'westmere';

const namesIn = (folder: string): string[] =>
  filesOf(`${FOLDER}/${folder}`).map((file) => file.slice(file.lastIndexOf('/') + 1, -'.yaml'.length));

/** The awkward situations that ship; each is played with every chain that ships. */
export const listScenarios = (): string[] => namesIn('situations');

export interface LoadedScenario {
  readonly scenario: Scenario;
  /** The chain over what the scenario's local authority lays down. */
  readonly chain: Chain;
}

/** One of the situations that ship with one of the chains that ship. Throws PackMalformed. */
export function loadScenario(chainId: string, situation: string): LoadedScenario {
  const it = readSituation(situation);
  const chain = chainsUnder(it.authority ?? DEFAULT_AUTHORITY).find(({ id }) => id === chainId);
  if (chain === undefined) {
    throw new PackMalformed(FOLDER, [{ path: '', sentence: `There is no chain "${chainId}".` }]);
  }
  return { chain, scenario: scenarioFor(chain, situation) };
}

/** One of the situations that ship, made whole for a chain; as people deal with it where it goes by a name that ships. */
export function scenarioFor(chain: Chain, situation: string): Scenario {
  const parsed = parseScenario(composed(chain, readSituation(situation), situation));
  if (!parsed.ok) throw new PackMalformed(`${situation} for ${chain.id}`, parsed.mistakes);
  return parsed.scenario;
}

const readSituation = (name: string): Situation => readYaml(`${FOLDER}/situations/${name}.yaml`) as Situation;

const resolved = new Map<string, readonly Chain[]>();

/** The chains of the pack over what a local authority lays down, resolved once. */
function chainsUnder(authority: string): readonly Chain[] {
  const chains = resolved.get(authority) ?? loadPack('source-000', authority);
  resolved.set(authority, chains);
  return chains;
}

/** A situation, the usual people and the usual ways as one scenario. What is said of a situation comes first. */
function composed(chain: Chain, situation: Situation, name: string): object {
  const usual = readYaml(`${FOLDER}/people.yaml`) as Usual;
  const isKnown = namesIn('chains').includes(chain.id);
  const known = isKnown ? (readYaml(`${FOLDER}/chains/${chain.id}.yaml`) as Usually) : {};
  const { situations = {}, facts, ...usually } = known;
  const {
    authority: _authority,
    vacant,
    parts = {},
    nobodyActs = false,
    people: _people,
    opens,
    ...rest
  } = situation;
  const special = situations[name] ?? {};
  const ways = nobodyActs ? [] : [special, situation, usually];
  return {
    scenario: 1,
    ...usual,
    ...usually,
    ...rest,
    opens: { by: 'Mia Reed', ...opens, facts: { ...facts, ...special.facts } },
    people: peopleOf(usual, situation, vacant ?? [], (person) => parts[person]?.[chain.about]),
    acts: [...ways.flatMap(({ acts = [] }) => acts), ...(nobodyActs ? [] : [{ waits: { minutes: 45 } }])],
    agrees: ways.flatMap(({ agrees = [] }) => agrees),
    happens: [special, situation].flatMap(({ happens = [] }) => happens),
  };
}

function peopleOf(
  { people }: Usual,
  { people: changes = [] }: Situation,
  vacant: readonly string[],
  partOf: (name: string) => string | undefined,
): object[] {
  return people.map((person) => {
    const changed = { ...person, ...changes.find(({ name }) => name === person.name) };
    const part = partOf(person.name);
    const posts = changed.posts?.filter((post) => !vacant.includes(post)) ?? [];
    return { ...changed, posts, ...(part === undefined ? {} : { part }) };
  });
}
