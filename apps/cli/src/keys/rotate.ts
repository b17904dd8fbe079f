import { rotateKeys } from '@trustward/casework';
import type { Rotated } from '@trustward/casework';
import type { Run } from '../command.ts';
import { flags } from '../flags.ts';
import { asOwner } from '../owner-doors.ts';
import { sayProgress } from '../upkeep/progress.ts';

/** Has every trust's key wrapped by the key that is set now. No where one could not be opened. */
export const keysRotateCommand: Run = async (io, args) => {
  const { json } = flags(args, 'json');
  const done = await asOwner((doors) => rotateKeys(doors, sayProgress(io, 'trusts’ keys looked at')));
  io.answer(json ? JSON.stringify(done) : sentencesOf(done).join('\n'));
  return done.unopened.length === 0 ? 0 : 1;
};

const sentencesOf = ({ rotated, current, unopened }: Rotated): string[] => [
  `${trusts(rotated)} wrapped anew, ${current} already by the key that is set.`,
  ...(unopened.length === 0
    ? ['What wrapped before is needed only where a backup from before is restored.']
    : [
        `${trusts(unopened.length)} opened by none of the keys that are set: name what wrapped before in TRUSTWARD_KEY_FILES_BEFORE.`,
        ...unopened,
      ]),
];

const trusts = (count: number): string =>
  count === 1 ? 'The key of 1 trust is' : `The keys of ${count} trusts are`;
