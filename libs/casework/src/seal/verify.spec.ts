import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import type { AuditHead, AuditLine } from '@trustward/contracts';
import { uuidv7 } from '@trustward/database';
import type { HeadSigner } from '@trustward/database';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashOfHead, sealedBy } from './head.ts';
import { verifyAudit } from './verify.ts';

const TRUST = '01981f1e-0000-7000-8000-000000000001';
const BEGAN = 1_795_000_000_000;

function aSigner(): HeadSigner {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).subarray(-32),
    sign: (bytes) => Promise.resolve(sign(null, bytes, privateKey)),
  };
}
const signer = aSigner();

const aRow = (n: number, at = BEGAN + n * 1_000): AuditLine => ({
  id: uuidv7(at),
  at,
  person_id: null,
  actor: 'clock',
  verb: 'case.timePassed',
  subject_kind: 'case',
  subject_id: TRUST,
  case_id: TRUST,
  detail: `{"version": ${n}}`,
  mac: Buffer.alloc(32, n).toString('base64'),
  written_in: String(700 + n * 3),
});
const rowsOf = (count: number) => Array.from({ length: count }, (_, n) => aRow(n));

async function headsOver(rows: readonly AuditLine[], size: number, by = signer): Promise<AuditHead[]> {
  const heads: AuditHead[] = [];
  for (let from = 0; from < rows.length; from += size) {
    const before = heads.at(-1);
    const batch = rows.slice(from, from + size);
    const previous = before === undefined ? null : hashOfHead(before).toString('hex');
    const sealedAt = (batch.at(-1)?.at ?? 0) + 500;
    heads.push(
      await sealedBy(by, {
        trust: TRUST,
        seq: heads.length + 1,
        previous,
        sealedAt,
        rows: batch,
        unsound: [],
      }),
    );
  }
  return heads;
}

const LATER = BEGAN + 10_000_000;
const verdictOf = (
  rows: readonly AuditLine[],
  heads: readonly AuditHead[],
  keys: readonly string[] | null = null,
) => verifyAudit({ trust: TRUST, exportedAt: LATER, rows }, heads, keys);

/** As an export gives them. */
const inOrder = (rows: readonly AuditLine[]) =>
  [...rows].sort((a, b) => Number(a.written_in) - Number(b.written_in) || (a.id < b.id ? -1 : 1));

interface Tampered {
  readonly rows: readonly AuditLine[];
  readonly what: string;
  /** Any of which is the right one to name. */
  readonly named: readonly string[];
}
type Tamper = (rows: readonly AuditLine[], one: AuditLine, other: AuditLine) => Tampered;

const withRow = (rows: readonly AuditLine[], old: AuditLine, change: Partial<AuditLine>) =>
  rows.map((row) => (row === old ? { ...row, ...change } : row));

const edits: readonly Partial<AuditLine>[] = [
  { detail: '{"version": 999}' },
  { verb: 'case.read' },
  { actor: 'worker' },
  { person_id: randomUUID(), actor: null },
  { subject_id: randomUUID() },
  { case_id: null },
  { mac: Buffer.alloc(32, 255).toString('base64') },
];

const TAMPERS: Readonly<Record<string, Tamper>> = {
  ...Object.fromEntries(
    edits.map((change): [string, Tamper] => [
      `edits ${Object.keys(change).join(' and ')}`,
      (rows, one) => ({ rows: withRow(rows, one, change), what: 'edited', named: [one.id] }),
    ]),
  ),
  'edits its id': (rows, one) => ({
    rows: withRow(rows, one, { id: uuidv7((one.at ?? 0) + 1) }),
    what: 'edited',
    named: [one.id],
  }),
  'dates it back': (rows, one) => ({
    rows: withRow(rows, one, { at: (one.at ?? 0) - 3_600_000 }),
    what: 'dated',
    named: [one.id],
  }),
  'dates it back by less than a millisecond': (rows, one) => ({
    rows: withRow(rows, one, { at: (one.at ?? 0) - 0.001 }),
    what: 'dated',
    named: [one.id],
  }),
  'removes it': (rows, one) => ({
    rows: rows.filter((row) => row !== one),
    what: 'removed',
    named: [one.id],
  }),
  'swaps the ids of two': (rows, one, other) => ({
    rows: rows.map((row) =>
      row === one ? { ...row, id: other.id } : row === other ? { ...row, id: one.id } : row,
    ),
    what: 'reordered',
    named: [one.id, other.id],
  }),
  'swaps when two were written': (rows, one, other) => ({
    rows: rows.map((row) =>
      row === one
        ? { ...row, written_in: other.written_in }
        : row === other
          ? { ...row, written_in: one.written_in }
          : row,
    ),
    what: 'reordered',
    named: [one.id, other.id],
  }),
  'swaps the instants of two': (rows, one, other) => ({
    rows: rows.map((row) =>
      row === one ? { ...row, at: other.at } : row === other ? { ...row, at: one.at } : row,
    ),
    what: 'dated',
    named: [one.id, other.id],
  }),
  'inserts one before it': (rows, one) => {
    const forged = { ...aRow(1, one.at ?? 0), written_in: String(Number(one.written_in) - 1) };
    return { rows: [...rows, forged], what: 'inserted', named: [forged.id] };
  },
};

describe('an audit', () => {
  it('that nobody touched holds, whatever its batches, and says how long its tail is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(40), fc.nat(10), fc.integer({ min: 1, max: 9 }), async (sealed, more, size) => {
        const rows = rowsOf(sealed + more);
        const heads = await headsOver(rows.slice(0, sealed), size);
        const verdict = verdictOf(rows, heads);
        expect(verdict).toMatchObject({ holds: true, first: null, badHead: null, sealed, later: 0 });
        const tail = rows.slice(sealed);
        expect(verdict.tail).toMatchObject({
          rows: more,
          from: tail[0]?.at ?? null,
          to: tail.at(-1)?.at ?? null,
        });
      }),
      { numRuns: 25 },
    );
  });

  it.each(Object.keys(TAMPERS))('names the row where somebody %s', async (name) => {
    const tamper = TAMPERS[name];
    if (tamper === undefined) throw new Error(name);
    const cases = fc.integer({ min: 2, max: 40 }).chain((sealed) =>
      fc.record({
        sealed: fc.constant(sealed),
        pair: fc.uniqueArray(fc.nat(sealed - 1), { minLength: 2, maxLength: 2 }),
        more: fc.nat(5),
        size: fc.integer({ min: 1, max: 9 }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(cases, async ({ sealed, pair, more, size }) => {
        const rows = rowsOf(sealed + more);
        const heads = await headsOver(rows.slice(0, sealed), size);
        const [one, other] = [rows[pair[0] ?? 0], rows[pair[1] ?? 0]];
        if (one === undefined || other === undefined) throw new Error('There are two.');
        const made = tamper(rows, one, other);
        const { holds, first, tail } = verdictOf(inOrder(made.rows), heads);
        expect({ holds, what: first?.what }).toEqual({ holds: false, what: made.what });
        expect(made.named).toContain(first?.row);
        expect(tail.rows).toBe(more);
      }),
      { numRuns: 25 },
    );
  });

  it('names the first of several', async () => {
    const rows = rowsOf(20);
    const heads = await headsOver(rows, 4);
    const changed = rows
      .filter((_, n) => n !== 15)
      .map((row, n) => (n === 6 ? { ...row, verb: 'case.read' } : row));
    expect(verdictOf(changed, heads).first).toMatchObject({ what: 'edited', row: rows[6]?.id, head: 2 });
  });

  it('names a row that was put behind all that is sealed, where no sealer comes, and dated back', async () => {
    const rows = rowsOf(300);
    const heads = await headsOver(rows, 50);
    const back: AuditLine = { ...aRow(20), id: uuidv7(BEGAN + 20_500), written_in: '900000000000' };
    const late: AuditLine = { ...aRow(299), id: uuidv7(BEGAN + 290_000), at: BEGAN + 290_000 };
    expect(verdictOf([...rows, late], heads)).toMatchObject({ holds: true, tail: { rows: 1 } });
    expect(verdictOf([...rows, late, back], heads)).toMatchObject({
      holds: false,
      first: { what: 'datedBack', row: back.id, place: 301, head: null },
    });
    expect(verdictOf([...rows, { ...back, at: null }], heads).first?.what).toBe('datedBack');
  });

  it('that lost its last rows and has new ones since is short of the first that is gone', async () => {
    const rows = rowsOf(12);
    const heads = await headsOver(rows.slice(0, 10), 5);
    expect(verdictOf([...rows.slice(0, 8), ...rows.slice(10)], heads)).toMatchObject({
      first: { what: 'removed', row: rows[8]?.id },
      tail: { rows: 2 },
    });
  });

  it('names a row that was not written with the trust’s key, before what was changed after it', async () => {
    const rows = rowsOf(6);
    const [head] = await headsOver(rows, 6);
    if (head === undefined) throw new Error('There is one.');
    const { signature: _, ...body } = head;
    const unsound = rows.slice(2, 3).map(({ id }) => id);
    const heads = [await sealedBy(signer, { ...body, rows, unsound })];
    expect(verdictOf(rows, heads).first).toMatchObject({ what: 'forged', row: rows[2]?.id });
    const later = withRow(rows, rows[4] ?? aRow(0), { verb: 'case.read' });
    expect(verdictOf(later, heads).first).toMatchObject({ what: 'forged', row: rows[2]?.id });
    const before = withRow(rows, rows[1] ?? aRow(0), { verb: 'case.read' });
    expect(verdictOf(before, heads).first).toMatchObject({ what: 'edited', row: rows[1]?.id });
  });

  it('does not look for what was sealed after it was exported, and says so', async () => {
    const rows = rowsOf(10);
    const heads = await headsOver(rows, 5);
    const early = { trust: TRUST, exportedAt: (heads[0]?.sealedAt ?? 0) + 1, rows: rows.slice(0, 6) };
    expect(verifyAudit(early, heads)).toMatchObject({ holds: true, heads: 1, later: 1, tail: { rows: 1 } });
  });
});

describe('the heads', () => {
  type Tampering = (heads: readonly AuditHead[]) => Promise<readonly AuditHead[]> | readonly AuditHead[];
  const BAD: readonly (readonly [string, string, number, Tampering])[] = [
    ['one was changed', 'headForged', 2, (it) => it.map((h) => (h.seq === 2 ? { ...h, sealedAt: 1 } : h))],
    ['leaves were changed', 'headForged', 1, (it) => it.map((h) => ({ ...h, leaves: it[1]?.leaves ?? '' }))],
    ['one is missing', 'headMissing', 2, (it) => it.toSpliced(1, 1)],
    ['the first is missing', 'headMissing', 1, (it) => it.slice(1)],
    ['two stand in another order', 'headMissing', 2, (it) => [...it.slice(0, 1), ...it.slice(1).reverse()]],
    [
      'the database was set back and went on otherwise',
      'headsFork',
      2,
      async (it) => [...it, ...(await headsOver(rowsOf(8), 4)).slice(1)],
    ],
    [
      'another key signed from some point on',
      'headOfAnotherKey',
      2,
      async (it) => [...it.slice(0, 1), ...(await headsOver(rowsOf(8), 4, aSigner())).slice(1)],
    ],
  ];

  it.each(BAD)('are refused where %s', async (_, what, seq, tamper) => {
    const rows = rowsOf(12);
    const heads = await tamper(await headsOver(rows, 4));
    expect(verdictOf(rows, heads)).toMatchObject({ holds: false, badHead: { what, seq } });
  });

  it('may stand there twice, as after a loss of power', async () => {
    const rows = rowsOf(12);
    const heads = await headsOver(rows, 4);
    expect(verdictOf(rows, [...heads.slice(0, 2), ...heads.slice(1)])).toMatchObject({
      holds: true,
      heads: 3,
    });
  });

  it('of another trust, or by another key than was named, say nothing of this one', async () => {
    const rows = rowsOf(4);
    const heads = await headsOver(rows, 4);
    const other = { trust: randomUUID(), exportedAt: LATER, rows };
    expect(verifyAudit(other, heads).badHead).toEqual({ what: 'headOfAnotherTrust', seq: 1 });
    const key = aSigner().publicKey.toString('base64');
    expect(verdictOf(rows, heads, [key]).badHead).toEqual({ what: 'headOfAnotherKey', seq: 1 });
    expect(verdictOf(rows, heads, [key, heads[0]?.key ?? '']).holds).toBe(true);
  });
});
