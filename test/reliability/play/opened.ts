import { randomUUID } from 'node:crypto';
import { questions } from '@trustward/chain';
import { loadPack } from '@trustward/packs';
import { aCase } from '@trustward/testing';
import type { Luck } from '../luck.ts';
import { answered } from '../stage/stage.ts';
import { REPORTED } from '../stage/procedures.ts';
import type { Stage } from '../stage/stage.ts';
import type { Players } from './players.ts';

interface Opened {
  readonly stage: Stage;
  readonly players: Players;
  readonly chain: string;
  readonly luck: Luck;
  readonly sent: () => void;
}

/** A drill of a procedure: reported as people report, or where there is no form yet, opened as the report would. */
export async function opened({ stage, players, chain: chainId, luck, sent }: Opened): Promise<string> {
  if (chainId === REPORTED) return players.report(sent);
  const { trust, people, school } = stage.world;
  const chain = loadPack().find(({ id }) => id === chainId);
  if (chain === undefined) throw new Error(`No procedure called ${chainId} ships.`);
  const facts = Object.fromEntries(
    questions(chain).map(({ fact, options }) => [fact, luck.oneOf(options).code]),
  );
  const differing = { eventId: randomUUID(), chainId, facts, drill: true, awareAt: Date.now() - 60_000 };
  sent();
  const { caseId } = await answered('a case', () => aCase(trust, people.dsl, school, differing));
  return caseId;
}
