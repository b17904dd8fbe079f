import { Injectable } from '@nestjs/common';
import { unlessBroken } from '@trustward/casework';
import { Door, PlatformDoor } from '@trustward/database';
import type { Tx } from '@trustward/database';
import { ProblemError } from '../platform/problems.ts';
import { hashOfCode, isAppsCode, stepOf } from './one-time-codes.ts';

/** What came of a code: right, of the app or on paper; wrong; or not looked at after too many wrong ones. */
export type Proof = 'right' | 'onPaper' | 'wrong' | 'mustWait';

// So many wrong ones in a row, and one is looked at every five minutes: whoever has the password gets a few hundred guesses
// a day at a million. Codes on paper are never refused for it.
const FREE_WRONG = 10;
const MUST_WAIT = `failed >= ${FREE_WRONG} and failed_at > clock_timestamp() - interval '5 minutes'`;
const WHOSE = `select tenant_id as "tenantId" from platform.authenticator
  where account_id = $1 and confirmed_at is not null`;
// Held until it is counted: guesses from many networks at once would else all be the one of their five minutes.
const READ = `select sealed, app.ms(clock_timestamp()) as now, coalesce(${MUST_WAIT}, false) as "mustWait"
  from platform.authenticator where account_id = $1 and confirmed_at is not null for update`;
/** Taken once, by whoever is first; none from before it is taken any more. */
const TAKE = `update platform.authenticator set last_step = $2, failed = 0, failed_at = null
  where account_id = $1 and last_step < $2 returning account_id`;
const MISSED = `update platform.authenticator set failed = failed + 1, failed_at = clock_timestamp() where account_id = $1`;
const SPEND = `update platform.recovery_code set used_at = clock_timestamp()
  where account_id = $1 and hash = $2 and used_at is null returning account_id`;
const FORGIVE = `update platform.authenticator set failed = 0, failed_at = null where account_id = $1`;

interface Row {
  readonly sealed: Buffer;
  readonly now: number;
  readonly mustWait: boolean;
}

const placeOf = (accountId: string) => ({ table: 'authenticator', column: 'sealed', row: accountId });
export const sealSecret = (tx: Tx, accountId: string, secret: string): Buffer =>
  tx.keys.people.seal(placeOf(accountId), secret);

/** The half minute of which this is the code; null where it is of none, or nothing can be made of what is sealed. */
export function stepBy(
  tx: Tx,
  accountId: string,
  { sealed, now }: Pick<Row, 'sealed' | 'now'>,
  code: string,
): number | null {
  const secret = unlessBroken(() => tx.keys.people.open(placeOf(accountId), sealed) as string, null);
  return secret === null ? null : stepOf(secret, code, now);
}

/** The code that is asked for beside the password, where its owner set one up. */
@Injectable()
export class SecondFactor {
  constructor(
    private readonly door: Door,
    private readonly platform: PlatformDoor,
  ) {}

  /** In which trust it was set up; null where a password is enough. */
  async of(accountId: string): Promise<string | null> {
    const [row] = await this.platform.query<{ tenantId: string }>(WHOSE, [accountId], 'factor-whose');
    return row?.tenantId ?? null;
  }

  /** Counts what is wrong, so it writes whatever it answers. */
  prove(accountId: string, tenantId: string, typed: string): Promise<Proof> {
    // As apps show them: in two halves.
    const code = typed.replace(/\s/g, '');
    // Whoever signs in is nobody yet.
    return this.door.run({ tenantId, actor: 'sign-in' }, (tx) =>
      isAppsCode(code) ? this.byApp(tx, accountId, code) : this.onPaper(tx, accountId, code),
    );
  }

  private async byApp(tx: Tx, accountId: string, code: string): Promise<Proof> {
    const [row] = await tx.query<Row>(READ, [accountId], 'factor-read');
    if (row === undefined) return 'wrong';
    if (row.mustWait) return 'mustWait';
    const step = stepBy(tx, accountId, row, code);
    const taken = step === null ? [] : await tx.query(TAKE, [accountId, step], 'factor-take');
    if (taken.length > 0) return 'right';
    await tx.query(MISSED, [accountId], 'factor-missed');
    return 'wrong';
  }

  private async onPaper(tx: Tx, accountId: string, code: string): Promise<Proof> {
    const spent = await tx.query(SPEND, [accountId, hashOfCode(code)], 'factor-spend');
    if (spent.length === 0) return 'wrong';
    await tx.query(FORGIVE, [accountId]);
    return 'onPaper';
  }
}

export const tooManyCodes = () =>
  new ProblemError(
    429,
    'tooMany',
    'Too many wrong codes. Use one of your recovery codes, or wait five minutes and try again.',
    { retryAfterSeconds: 300 },
  );
