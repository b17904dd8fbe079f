import { UpkeepLost, UpkeepUnderWay } from '@trustward/casework';
import type { Progress } from '@trustward/casework';
import { CommandFailed } from '../command.ts';
import type { Io } from '../command.ts';

const EVERY_MS = 1_000;

/** Says how far it is, at most once a second, and at the end. */
export function sayProgress({ talk }: Io, what: string): (progress: Progress) => void {
  let said = 0;
  return ({ done, total }) => {
    if (done < total && Date.now() - said < EVERY_MS) return;
    said = Date.now();
    talk(`${done} of ${total} ${what}`);
  };
}

/** Two at once would undo each other's counting: the second is told so, and does nothing. */
export async function onlyOnce<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UpkeepUnderWay || error instanceof UpkeepLost) {
      throw new CommandFailed(error.message, 3);
    }
    throw error;
  }
}
