import type { AuditHead, AuditLine } from '@trustward/contracts';
import { compare } from './compare.ts';
import type { Tampered } from './compare.ts';
import { hashOfHead, isSigned } from './head.ts';
import { unpackLeaves } from './leaf.ts';
import type { Leaf } from './leaf.ts';

/** What is wrong with the heads themselves, as they lie in the place to which they were shipped. */
export interface BadHead {
  readonly what: 'headForged' | 'headOfAnotherKey' | 'headOfAnotherTrust' | 'headMissing' | 'headsFork';
  readonly seq: number;
}

interface Tail {
  readonly rows: number;
  /** Of the earliest and the latest, in ms since 1970; null where there is none. */
  readonly from: number | null;
  readonly to: number | null;
  /** How long the last head that counts had been sealed when the export was made. */
  readonly afterHeadMs: number | null;
}

export interface Verdict {
  readonly holds: boolean;
  readonly first: (Tampered & { readonly head: number | null }) | null;
  readonly badHead: BadHead | null;
  readonly heads: number;
  readonly sealed: number;
  readonly lastSealedAt: number | null;
  /** Heads sealed after the export: it cannot hold what they seal. */
  readonly later: number;
  readonly tail: Tail;
  /** The public keys that the heads name, base 64. */
  readonly keys: readonly string[];
}

export interface Exported {
  readonly trust: string;
  readonly exportedAt: number;
  readonly rows: readonly AuditLine[];
}

/**
 * Whether an export of a trust's audit is what was sealed, and what is not, first. Without keys given, that of the
 * first head is believed, and no other: the place to which heads are shipped is out of reach of whoever keeps the database.
 */
export function verifyAudit(
  { trust, exportedAt, rows }: Exported,
  shipped: readonly AuditHead[],
  keys: readonly string[] | null = null,
): Verdict {
  const chain = inOrder(shipped);
  const badHead = firstBad(chain, trust, keys ?? chain.slice(0, 1).map(({ key }) => key));
  const sound = badHead === null ? chain : chain.filter(({ seq }) => seq < badHead.seq);
  const heads = sound.filter(({ sealedAt }) => sealedAt <= exportedAt);
  const { first, tail } = compare(trust, rows, heads.flatMap(leavesOf));
  const sealed = heads.reduce((sum, head) => sum + head.rows, 0);
  const back = first === null && badHead === null ? datedBack(rows, tail) : null;
  const named = earlier(first ?? (back && { ...back, place: sealed + back.place }), heads);
  const last = heads.at(-1);
  const instants = tail.flatMap(({ at }) => at ?? []);
  return {
    holds: named === null && badHead === null,
    first: named,
    badHead,
    heads: heads.length,
    sealed,
    lastSealedAt: last?.sealedAt ?? null,
    later: sound.length - heads.length,
    tail: {
      rows: tail.length,
      from: leastOf(instants),
      to: leastOf(
        instants.map((at) => -at),
        -1,
      ),
      afterHeadMs: last === undefined ? null : exportedAt - last.sealedAt,
    },
    keys: [...new Set(chain.map(({ key }) => key))],
  };
}

const leavesOf = (head: AuditHead): readonly Leaf[] => unpackLeaves(head.leaves) ?? [];

// Hundreds of thousands of them: more than a call takes.
const leastOf = (values: readonly number[], sign = 1): number | null =>
  values.length === 0 ? null : sign * values.reduce((least, value) => Math.min(least, value));

/** A row is dated when its transaction begins, which PostgreSQL lets be half a minute before it is written, and no more. */
const DATED_BEFORE_MS = 60_000;

/** The first row that no head seals though it is dated well before what is sealed: it was written afterwards. */
function datedBack(rows: readonly AuditLine[], tail: readonly AuditLine[]): Tampered | null {
  const unsealed = new Set(tail.map(({ id }) => id));
  const sealed = rows.filter(({ id }) => !unsealed.has(id));
  const latest = sealed.reduce((most, { at }) => Math.max(most, at ?? most), Number.NEGATIVE_INFINITY);
  const place = tail.findIndex(({ at }) => at === null || at < latest - DATED_BEFORE_MS);
  const row = tail[place];
  return row === undefined ? null : { what: 'datedBack', row: row.id, beside: null, place };
}

/** What was shipped twice, as after a loss of power, counts once; what differs under one number stays. */
function inOrder(shipped: readonly AuditHead[]): readonly AuditHead[] {
  const seen = new Set<string>();
  return shipped.filter((head) => {
    const hash = hashOfHead(head).toString('hex');
    return !seen.has(hash) && seen.add(hash);
  });
}

function firstBad(chain: readonly AuditHead[], trust: string, keys: readonly string[]): BadHead | null {
  let previous: AuditHead | null = null;
  for (const head of chain) {
    const what = whyBad(head, previous, trust, keys);
    if (what !== null) return { what, seq: what === 'headMissing' ? (previous?.seq ?? 0) + 1 : head.seq };
    previous = head;
  }
  return null;
}

function whyBad(
  head: AuditHead,
  previous: AuditHead | null,
  trust: string,
  keys: readonly string[],
): BadHead['what'] | null {
  if (head.trust !== trust) return 'headOfAnotherTrust';
  if (!isSigned(head)) return 'headForged';
  if (!keys.includes(head.key)) return 'headOfAnotherKey';
  const follows = (previous?.seq ?? 0) + 1;
  if (head.seq > follows) return 'headMissing';
  if (head.seq < follows) return 'headsFork';
  const hash = previous === null ? null : hashOfHead(previous).toString('hex');
  return head.previous === hash ? null : 'headsFork';
}

/** Of the first row that differs and the first that was not written with the trust's key, whichever comes before. */
function earlier(first: Tampered | null, heads: readonly AuditHead[]): Verdict['first'] {
  let place = 0;
  let head: number | null = null;
  for (const it of heads) {
    const ids = it.unsound.length === 0 ? [] : leavesOf(it).map(({ id }) => id);
    const forged = ids.findIndex((id) => it.unsound.includes(id));
    const row = ids[forged];
    if (row !== undefined && (first === null || place + forged < first.place)) {
      return { what: 'forged', row, beside: null, place: place + forged, head: it.seq };
    }
    if (first !== null && first.place < place + it.rows) {
      head = it.seq;
      break;
    }
    place += it.rows;
  }
  return first === null ? null : { ...first, head };
}
