import { chainsOf, layersOf, listPacks, loadAuthorityLayers, loadPack } from '@trustward/packs';
import type { Layer } from '@trustward/chain';
import type { Run } from '../command.ts';
import { flags } from '../flags.ts';

interface Pack {
  readonly layer: Layer['layer'];
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly chains: readonly {
    readonly id: string;
    readonly version: number;
    readonly rules: readonly string[];
  }[];
  /** The rules that its chains name, each once. */
  readonly rules: readonly string[];
}

/** The packs that ship, with the rule numbers each names. */
export const chainPacksCommand: Run = (io, args) => {
  const { json } = flags(args, 'json');
  const packs = packsThatShip();
  if (json) io.answer(JSON.stringify(packs, null, 2));
  else for (const pack of packs) for (const line of linesOf(pack)) io.answer(line);
  return Promise.resolve(0);
};

function packsThatShip(): Pack[] {
  const trusts = listPacks();
  const guidance = layersOf(trusts[0] ?? '').filter(({ layer }) => layer === 'guidance');
  const locals = loadAuthorityLayers();
  return [...[...guidance, ...locals].map(packOf), ...trusts.map(trustPack)];
}

/** A trust's pack with its chains as they are over the guidance. */
function trustPack(source: string): Pack {
  const [layer] = layersOf(source).filter((each) => each.layer === 'trust');
  const chains = loadPack(source).map((chain) => ({
    id: chain.id,
    version: chain.version,
    rules: sorted([...chain.rules, ...chain.steps.flatMap((step) => step.rules)]),
  }));
  return {
    layer: 'trust',
    id: source,
    version: layer?.version ?? 1,
    title: layer?.title ?? source,
    chains,
    rules: sorted(chains.flatMap(({ rules }) => rules)),
  };
}

/** A layer that trusts stand on: its own chains, of which it names no rules. */
function packOf(layer: Layer): Pack {
  const { id, version, title, chains, amendments } = layer;
  const own = chainsOf([layer]).map((chain) => ({
    id: chain,
    version: chains.find((each) => each.id === chain)?.version ?? 1,
    rules: [],
  }));
  const changed = amendments.map(({ amends, version: since }) => ({ id: amends, version: since, rules: [] }));
  return { layer: layer.layer, id, version, title, chains: [...own, ...changed], rules: [] };
}

const sorted = (rules: readonly string[]): string[] => [...new Set(rules)].sort();

function linesOf({ layer, id, version, title, chains, rules }: Pack): string[] {
  const named = rules.length === 0 ? '' : `; its steps name ${rules.length} rules: ${rules.join(' ')}`;
  return [
    `${id}, version ${version} (${layer}): ${title}${named}`,
    ...chains.map((chain) => `  ${chain.id}, version ${chain.version}${say(chain.rules)}`),
  ];
}

const say = (rules: readonly string[]): string => (rules.length === 0 ? '' : `: ${rules.join(' ')}`);
