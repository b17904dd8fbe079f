import { randomUUID } from 'node:crypto';
import { caseView, receipt } from '@trustward/contracts';
import type { CaseView } from '@trustward/contracts';
import type { Luck } from '../luck.ts';
import { answered } from '../stage/stage.ts';
import type { Stage } from '../stage/stage.ts';
import type { Browser } from '../../process/harness/browser.ts';
import { clockMove, movesOn } from './moves.ts';
import type { Move } from './moves.ts';

/** Something that somebody sent until it was answered, each time with the same event id. */
export interface Sent {
  readonly eventId: string;
  readonly path: string;
  /** Null of a report that was refused. */
  readonly caseId: string | null;
  readonly status: number;
  readonly at: number;
}

/** An answer that says neither yes nor no: it is asked again. */
const isAnswer = ({ status }: { status: number }): boolean => status < 500;

/** The people of a stage, who do by chance what the page of a case offers to them. */
export class Players {
  readonly sent: Sent[] = [];
  readonly #stage: Stage;
  readonly #luck: Luck;

  constructor(stage: Stage, luck: Luck) {
    this.#stage = stage;
    this.#luck = luck;
  }

  /** The designated safeguarding lead reports a concern, as a drill; answers its case. */
  async report(sent: () => void = () => undefined): Promise<string> {
    const { school, people } = this.#stage.world;
    const body = {
      ...{ schoolId: school.id, childName: 'Robin Testcase', yearGroup: 'Year 4', drill: true },
      ...{ account: 'Came without a coat again.', awareAt: new Date(Date.now() - 60_000).toISOString() },
      facts: { source: 'saw', 'in-danger-now': this.#luck.oneOf(['no', 'no', 'yes']) },
    };
    const answer = await this.#send(people.dsl.id, { path: 'concerns', body }, null, sent);
    const { caseId } = receipt.parse(answer.body);
    if (caseId === null) throw new Error('Whoever reports a drill may open its case.');
    return caseId;
  }

  /** Somebody does something in the case, or moves its clock; nothing where there is nothing to do. */
  async act(caseId: string, sent: () => void): Promise<void> {
    const { dsl } = this.#stage.world.people;
    const seen = await this.view(dsl.id, caseId);
    const time = seen !== null && this.#luck.isOneIn(3) ? clockMove(seen, this.#luck) : null;
    if (time !== null) return void (await this.#send(dsl.id, time, caseId, sent));
    for (const person of this.#inTurn(seen)) {
      const view = person === dsl.id ? seen : await this.view(person, caseId);
      const moves = view === null ? [] : movesOn(view, this.#luck);
      if (moves.length > 0) return void (await this.#send(person, this.#luck.oneOf(moves), caseId, sent));
    }
    sent();
  }

  /** Mostly those come first who owe something, sometimes anybody. */
  #inTurn(seen: CaseView | null): string[] {
    const everybody = this.#luck.shuffled(this.#stage.cast.map(({ who }) => who.id));
    if (this.#luck.isOneIn(4)) return everybody;
    const open = (seen?.tasks ?? []).filter(({ endedAt }) => endedAt === null);
    const owners = this.#luck.shuffled(open.flatMap(({ owner }) => owner?.id ?? []));
    return [...new Set([...owners, ...everybody])];
  }

  /** The designated safeguarding lead moves the clock. */
  async letTimePass(caseId: string, hours: number): Promise<void> {
    const { dsl } = this.#stage.world.people;
    const body = { forwardMinutes: hours * 60 };
    await this.#send(dsl.id, { path: `cases/${caseId}/clock`, body }, caseId, () => undefined);
  }

  /** The page of a case; null for whom there is none. */
  async view(personId: string, caseId: string): Promise<CaseView | null> {
    const { status, body } = await this.#until(personId, (browser) => browser.get(`cases/${caseId}`));
    return status === 200 ? caseView.parse(body) : null;
  }

  async #send(by: string, { path, body }: Move, caseId: string | null, sent: () => void) {
    const eventId = randomUUID();
    sent();
    const answer = await this.#until(by, (browser) => browser.post(path, { ...body, eventId }));
    const { status } = answer;
    const told = status < 300 ? (answer.body as { caseId?: string }).caseId : undefined;
    this.sent.push({ eventId, path, caseId: caseId ?? told ?? null, status, at: Date.now() });
    return answer;
  }

  /** As a portal does: sent again until there is an answer. */
  #until(by: string, ask: (browser: Browser) => ReturnType<Browser['post']>) {
    const browser = this.#stage.browserOf(by);
    return answered('an answer of the API', async () => {
      const answer = await ask(browser);
      if (!isAnswer(answer)) throw new Error(`answered ${answer.status}`);
      return answer;
    });
  }
}
