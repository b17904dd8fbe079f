import { text } from 'node:stream/consumers';
import { forgetNotify, useNotify } from '@trustward/casework';
import { notifyService } from '@trustward/contracts';
import { CommandFailed, Misused } from '../command.ts';
import type { Run } from '../command.ts';
import { typed } from '../flags.ts';
import { asOwner } from '../owner-doors.ts';
import { trustOf } from '../trust-of.ts';

const ACTOR = 'cli';

/** A trust's own service at GOV.UK Notify. It comes by standard input: what stands in an argument every process reads. */
export const trustNotifyCommand: Run = async (io, args) => {
  const { trust, forget } = typed(args, ['forget'], ['trust']);
  if (trust === undefined) throw new Misused('Say which trust: --trust SLUG.');
  const given = forget ? null : serviceIn(await text(process.stdin));
  return asOwner(async ({ door, platform }) => {
    const tenantId = await trustOf(platform, trust);
    const had = await door.run({ tenantId, actor: ACTOR }, async (tx) => {
      if (given === null) return forgetNotify(tx);
      await useNotify(tx, given);
      return true;
    });
    if (given !== null) io.answer(`Messages of ${trust} go by its own service within ten seconds.`);
    else if (had) io.answer(`Messages of ${trust} go as everybody’s do within ten seconds.`);
    else io.answer(`${trust} had no service of its own.`);
    return had ? 0 : 1;
  });
};

function serviceIn(words: string) {
  const read = notifyService.safeParse(jsonIn(words));
  if (read.success) return read.data;
  throw new CommandFailed(`${read.error.issues.map(({ message }) => message).join('. ')}.`, 2);
}

function jsonIn(words: string): unknown {
  try {
    return JSON.parse(words);
  } catch {
    throw new CommandFailed(
      'Standard input must be JSON: {"apiKey": …, "emailTemplate": …, "textTemplate": …, "callbackToken": …}; a template may be null.',
      2,
    );
  }
}
