import { resolveOwner, withDoubles } from '@trustward/chain';
import type { CaseEvent, Instant, Role } from '@trustward/chain';
import type { Waiting } from '@trustward/contracts';
import { iso } from '../shared/instants.ts';
import { namesThem } from './task-asked.ts';
import type { TaskContext } from './task-context.ts';
import { refusalOf, wouldTake } from './trial.ts';
import { offerOf } from './what-comes.ts';

/** What somebody asks of the whole case, by the reducer's events. */
interface AskedOfCase {
  readonly asker: string;
  /** When, as the case keeps it; of what was asked before it did, its act says it. */
  readonly askedAt: Instant | undefined;
  readonly type: 'mistakeAsked' | 'releaseAsked';
  /** The hold that it is about; null for the whole case. */
  readonly hold: string | null;
  readonly roles: readonly Role[];
  readonly agree: CaseEvent;
  readonly decline: CaseEvent;
}

/** It, as whoever asked and whoever may answer read it. */
export function waitingOf(context: TaskContext, asked: AskedOfCase): Waiting {
  const { caller, record, names, written } = context;
  const act = written.findLast(({ type, hold }) => type === asked.type && hold === asked.hold);
  const said = act?.words['reason'];
  const refusal = refusalOf(context, asked.agree);
  return {
    by: names.get(asked.asker)?.name ?? '',
    byMe: asked.asker === caller.personId,
    at: iso(asked.askedAt ?? act?.at ?? record.state.playedTo),
    said: typeof said === 'string' ? said : null,
    answerers: whoBeside(context, asked.roles, asked.asker),
    agree: offerOf(context, asked.agree),
    inTheWay: refusal?.code === 'notAllowed' ? refusal.sentence : null,
    mayDecline: wouldTake(context, asked.decline),
  };
}

/** In words, the roles in which somebody else is there to answer. */
export function whoBeside({ world, record }: TaskContext, roles: readonly Role[], asker: string): string {
  const notThem = withDoubles(world, [asker]);
  return namesThem(roles.filter((role) => resolveOwner([role], world, record.state, notThem) !== null));
}
