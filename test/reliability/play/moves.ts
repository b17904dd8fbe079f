import type { CaseTask, CaseView } from '@trustward/contracts';
import type { Luck } from '../luck.ts';
import { filledIn } from './form.ts';

/** Something that the page of a case offers to its reader, as the request that does it; its event id is added once. */
export interface Move {
  readonly path: string;
  readonly body: object;
}

const MINUTE_MS = 60_000;
const SAID = 'Somebody has to.';

/** What the reader of a page may do with the tasks and the holds on it, the commoner ones more than once. */
export function movesOn(view: CaseView, luck: Luck): Move[] {
  const onTasks = view.tasks
    .filter(({ state }) => state === 'open' || state === 'late')
    .flatMap((task) => movesOf(task, view, luck));
  const onHolds = view.holds.flatMap(({ id, askRelease, release: asked }) => {
    const move = (how: string, more: object = {}) => ({
      path: `cases/${view.id}/holds/${id}/${how}`,
      body: { reason: SAID, ...more },
    });
    return [
      ...(askRelease === null ? [] : [move('ask-release')]),
      ...(asked?.agree ? [move('grant-release', { owed: view.acts.owed })] : []),
      ...(asked?.mayDecline === true ? [move('decline-release')] : []),
    ];
  });
  return [...onTasks, ...onHolds];
}

function movesOf(task: CaseTask, view: CaseView, luck: Luck): Move[] {
  const { step, version, asked } = task;
  const move = (how: string, more: object = {}): Move => ({
    path: `cases/${view.id}/duties/${step}/${how}`,
    body: { version, ...more },
  });
  const filled = task.mayDo ? filledIn(task, view, luck) : null;
  const done = filled === null ? [] : [move('done', filled)];
  const taker = task.handOverTo[luck.below(task.handOverTo.length)];
  const reason = task.waiveFor[luck.below(task.waiveFor.length)];
  return [
    ...[...done, ...done, ...done, ...done],
    ...(task.mayAcknowledge ? [move('acknowledge')] : []),
    ...(task.mayTakeOver ? [move('take-over', { reason: SAID })] : []),
    ...(taker === undefined ? [] : [move('hand-over', { to: taker.id, reason: SAID })]),
    ...(reason === undefined ? [] : [move('waive', { reason: reason.code, why: SAID })]),
    ...(asked?.mayAnswer === true
      ? [
          move('agree', { to: asked.for }),
          move('agree', { to: asked.for }),
          move('decline', { to: asked.for, reason: SAID }),
        ]
      : []),
    ...(asked?.mayTakeBack === true ? [move('decline', { to: asked.for, reason: SAID })] : []),
  ];
}

/** The clock of a drill moved on: beyond what is due next, up to shortly before it, or for some hours. */
export function clockMove(view: CaseView, luck: Luck): Move | null {
  if (!view.mayMoveClock) return null;
  const now = Date.parse(view.now);
  const coming = view.tasks
    .filter(({ state }) => state === 'open')
    .flatMap(({ clock }) => (clock === null ? [] : [Date.parse(clock.due) - now]))
    .filter((inMs) => inMs > 0);
  const toNext = Math.ceil(Math.min(...coming) / MINUTE_MS);
  const some = luck.oneOf([90, 4 * 60, 13 * 60]);
  const forwardMinutes =
    coming.length === 0 ? some : luck.oneOf([some, toNext + 1, Math.max(1, toNext - 30)]);
  return {
    path: `cases/${view.id}/clock`,
    body: { forwardMinutes: Math.min(forwardMinutes, LONGEST_MINUTES) },
  };
}

/** What stays late is said again and again, of danger every hour: more of that costs more than it shows. */
const LONGEST_MINUTES = 14 * 60;
