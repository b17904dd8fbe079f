import type { Sent } from '../play/players.ts';
import type { Stage } from '../stage/stage.ts';
import type { Struck } from '../strikes.ts';
import type { Restored } from '../losses.ts';
import { actsOf } from './acts.ts';
import { auditOf } from './audit.ts';
import { deadlinesOf } from './deadlines.ts';
import type { Finding } from './finding.ts';
import { lettersOf, secondCopies, strangeLetters } from './letters.ts';
import { noticesOf } from './notices.ts';
import { messageIds, recordOf, withChildren } from './record.ts';
import { replayed } from './replay.ts';

/** What happened to some cases, as those saw it who did it. */
interface Happened {
  readonly stage: Stage;
  readonly cases: readonly string[];
  readonly sent: readonly Sent[];
  readonly struck: readonly Struck[];
  readonly restored: Restored | null;
  /** When it began. */
  readonly from: number;
}

/** Looks, once nothing more happens, whether everything holds that must. */
export async function allFindings({ stage, cases, sent, struck, restored, from }: Happened) {
  const ids = await withChildren(stage, cases);
  const records = await Promise.all(ids.map((id) => recordOf(stage, id)));
  const letters = stage.mail.letters.filter(({ at }) => at >= from);
  const post = { letters, struck, restored };
  const ofCases = records.flatMap((record): Finding[] => {
    const { findings, effects } = replayed(record);
    return [
      ...findings,
      ...deadlinesOf(record, effects),
      ...noticesOf(record, effects, stage.cast),
      ...lettersOf(record, post),
      ...auditOf(record),
    ];
  });
  const findings = [
    ...actsOf(records, sent, restored),
    ...ofCases,
    ...strangeLetters(await messageIds(stage), post),
  ];
  const sum = (count: (record: (typeof records)[number]) => number) =>
    records.reduce((total, record) => total + count(record), 0);
  return {
    findings,
    counts: {
      cases: records.length,
      events: sum(({ events }) => events.length),
      notices: sum(({ notices }) => notices.length),
      letters: letters.length,
      secondCopies: secondCopies(letters),
    },
  };
}
