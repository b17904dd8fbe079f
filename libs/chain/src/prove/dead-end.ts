import type { Cone } from './cone.ts';
import type { Crowd } from './crowd.ts';
import { startOf, wayTo } from './explore.ts';
import type { Node } from './explore.ts';
import type { Move } from './move.ts';

/**
 * A way on which a case comes to where nobody can close it (`closure`), where nothing must be done and nobody is told
 * (`told`), or where the time for a duty does not run (`escalation`).
 */
export interface DeadEnd {
  readonly claim: 'closure' | 'told' | 'escalation';
  readonly facts: Readonly<Record<string, string>>;
  readonly moves: readonly Move[];
  /** What can never be ended there, or is never late; null where nothing is owed that leads to closing. */
  readonly step: string | null;
  readonly cone: Cone;
  /** Who must have had a part in which steps for it; nobody where that does not matter. */
  readonly parts: Crowd['parts'];
}

export const endAt = (cone: Cone, claim: DeadEnd['claim'], step: string | null, node: Node): DeadEnd => ({
  claim,
  cone,
  facts: startOf(node).facts,
  moves: wayTo(node),
  step,
  parts: new Map(),
});
