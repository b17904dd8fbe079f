import { randomUUID } from 'node:crypto';
import type { Act, Opening } from '@trustward/casework';
import { Backdated } from '@trustward/casework/backdated';
import { anOpening } from '@trustward/testing';
import type { School, Somebody, Trust } from '@trustward/testing';

const HOUR_MS = 3_600_000;
type Done = Extract<Act['event'], { type: 'done' }>;

interface Place {
  readonly trust: Trust;
  readonly school: School;
  readonly teacher: Somebody;
  readonly dsl: Somebody;
}

/** A history of real cases, each act so many hours ago, by the owner of the tables as the demo writes it. */
export class Past {
  readonly #place: Place;
  readonly #now = Date.now();

  constructor(place: Place) {
    this.#place = place;
  }

  at(hoursAgo: number): number {
    return Math.round(this.#now - hoursAgo * HOUR_MS);
  }

  /** What was decided when it was opened has been told, unless nobody was there to. */
  async open(hoursAgo: number, differing: Partial<Opening> = {}): Promise<string> {
    const { teacher, school } = this.#place;
    const awareAt = this.at(hoursAgo);
    const opening = { ...anOpening(teacher, school), awareAt, ...differing };
    const { caseId } = await this.#write((past) => past.open(awareAt, opening));
    return caseId;
  }

  /** The DSL does a step. */
  async done(hoursAgo: number, caseId: string, step: string, how: Pick<Done, 'supplied' | 'outcome'>) {
    const { refusal } = await this.#write(async (past) => {
      const { state } = await past.drive(this.at(hoursAgo), caseId, { kind: 'time' });
      const version = state.duties[step]?.version ?? -1;
      const event: Done = { type: 'done', by: this.#place.dsl.id, step, version, ...how };
      return past.drive(this.at(hoursAgo), caseId, { kind: 'act', eventId: randomUUID(), event });
    });
    if (refusal !== null) throw new Error(refusal.sentence);
  }

  /** A written follow-up under way: it is due a day after they rang. */
  async rang(hoursAgo: number): Promise<string> {
    const caseId = await this.open(hoursAgo + 1);
    await this.done(hoursAgo, caseId, 'decide', { supplied: ['reason', 'others'], outcome: 'refer' });
    await this.done(hoursAgo, caseId, 'verbal-referral', {
      supplied: ['team', 'toldName', 'toldAt', 'said', 'number'],
    });
    return caseId;
  }

  /** The case is woken, and everything decided by then is told. */
  async told(hoursAgo: number, caseId: string): Promise<void> {
    await this.#write(async (past) => {
      await past.drive(this.at(hoursAgo), caseId, { kind: 'time' });
      await past.deliverAll(caseId);
    });
  }

  #write<T>(work: (past: Backdated) => Promise<T>): Promise<T> {
    const { database, id: tenantId } = this.#place.trust;
    return database.owner.run({ tenantId, actor: 'history' }, (tx) => work(new Backdated(tx)));
  }
}
