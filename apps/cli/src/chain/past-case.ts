import { calendarSnapshot, DAY, ENGLAND, parseChain, post, sayIssue } from '@trustward/chain';
import type { CalendarSnapshot, Mistake, PostHolder } from '@trustward/chain';
import type { PastCase } from '@trustward/chain/simulate';
import * as z from 'zod';
import { caseEvent, id, moment } from './case-event.ts';

/** A case that is over, as a file holds it, with the people and the calendar it began with. */
interface StoredCase {
  readonly past: PastCase;
  readonly people: readonly PostHolder[];
  readonly calendar: CalendarSnapshot;
}

type ParsedCase =
  | { readonly ok: true; readonly stored: StoredCase }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] };

const MOST_DAYS = 3_653;

const people = z
  .array(
    z.strictObject({
      person: id,
      role: z.nullable(post),
      excluded: z.boolean().default(false),
      away: z.boolean().default(false),
      suspended: z.boolean().exactOptional(),
    }),
  )
  .max(500);

const happened = z.strictObject({
  at: moment,
  event: caseEvent,
  people: people.exactOptional(),
  calendar: z.exactOptional(calendarSnapshot),
});
type Happened = z.infer<typeof happened>;

const events = z
  .array(happened)
  .min(1)
  .max(5_000)
  .refine(beginsOnce, 'A case begins with its opening, and is opened once.')
  .refine(isShort, 'A case is over within ten years.');

const file = z.strictObject({
  case: z.literal(1),
  /** The chain it ran under, whole: as it was pinned when the case opened. */
  chain: z.record(z.string(), z.unknown()),
  calendar: z._default(calendarSnapshot, ENGLAND),
  people,
  /** The posts held by the adult whom it was about. */
  subject: z.array(post).max(10).exactOptional(),
  events,
});

function beginsOnce(all: readonly Happened[]): boolean {
  const first = Math.min(...all.map(({ at }) => at));
  const openings = all.filter(({ event }) => event.type === 'opened');
  return openings.length === 1 && openings[0]?.at === first;
}

function isShort(all: readonly Happened[]): boolean {
  return lengthOf(all) <= MOST_DAYS * DAY;
}

function lengthOf(all: readonly Happened[]): number {
  const instants = all.map(({ at }) => at);
  return Math.max(...instants) - Math.min(...instants);
}

/** Reads a case that is over from JSON, and says everything that is wrong with it at once. */
export function parsePastCase(json: unknown): ParsedCase {
  const read = file.safeParse(json);
  if (!read.success) return { ok: false, mistakes: read.error.issues.map(sayIssue) };
  const { subject, people: those, calendar, events: past } = read.data;
  const chain = parseChain(read.data.chain);
  if (!chain.ok) {
    return { ok: false, mistakes: chain.mistakes.map((each) => ({ ...each, path: `chain.${each.path}` })) };
  }
  const stored = {
    past: { chain: chain.chain, events: past, ...(subject === undefined ? {} : { subject }) },
    people: those,
    calendar,
  };
  return { ok: true, stored };
}
