import { questions } from '@trustward/chain';
import { loadPack } from '@trustward/packs';
import { aCase } from '@trustward/testing';
import type { Luck } from '../luck.ts';
import type { Stage } from '../stage/stage.ts';
import type { Players } from './players.ts';

/** The one procedure that has a form. */
const REPORTED = 'concern-about-a-child';

/** A drill of a procedure: reported as people report, or where there is no form yet, opened as the report would. */
export async function opened(stage: Stage, players: Players, chainId: string, luck: Luck): Promise<string> {
  if (chainId === REPORTED) return players.report();
  const { trust, people, school } = stage.world;
  const chain = loadPack().find(({ id }) => id === chainId);
  if (chain === undefined) throw new Error(`No procedure called ${chainId} ships.`);
  const facts = Object.fromEntries(
    questions(chain).map(({ fact, options }) => [fact, luck.oneOf(options).code]),
  );
  const { caseId } = await aCase(trust, people.dsl, school, { chainId, facts, drill: true });
  return caseId;
}
