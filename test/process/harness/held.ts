import type { WorkflowHandle } from '@temporalio/client';
import { until } from './until.ts';

class Moment {
  come: () => void = () => undefined;
  readonly hasCome = new Promise<void>((resolve) => (this.come = resolve));
}

/** What is asked, and not answered before somebody lets it go: what happens in between happens meanwhile. */
export class Held {
  readonly #asked = new Moment();
  readonly #letGo = new Moment();

  async until<T>(answer: T): Promise<T> {
    this.#asked.come();
    await this.#letGo.hasCome;
    return answer;
  }

  /** Pokes while it is held, until the workflow has had the pokes and its history is as long as that, and lets it go. */
  async pokedMeanwhile(handle: WorkflowHandle, poke: () => Promise<unknown>, events = 0): Promise<void> {
    await this.#asked.hasCome;
    const before = await historyOf(handle);
    await until(
      'a history with the pokes',
      async () => {
        const history = await historyOf(handle);
        if (pokesIn(history) === pokesIn(before) || history.length < events) await poke();
        return history;
      },
      (history) => history.length > events && pokesIn(history) > pokesIn(before) && isTaken(history),
    );
    this.#letGo.come();
  }

  /** Pokes once, and lets it go before the workflow can have had the poke. */
  async pokedAtTheEnd(poke: () => Promise<unknown>): Promise<void> {
    await this.#asked.hasCome;
    await poke();
    this.#letGo.come();
  }
}

interface Happened {
  readonly workflowExecutionSignaledEventAttributes?: unknown;
  readonly workflowTaskStartedEventAttributes?: unknown;
}

const historyOf = async (handle: WorkflowHandle): Promise<readonly Happened[]> =>
  (await handle.fetchHistory()).events ?? [];

const isPoke = (event: Happened): boolean => Boolean(event.workflowExecutionSignaledEventAttributes);
const pokesIn = (history: readonly Happened[]): number => history.filter(isPoke).length;

/** Whether a task began after the last poke, and so has it. */
const isTaken = (history: readonly Happened[]): boolean =>
  history.slice(history.findLastIndex(isPoke)).some((event) => event.workflowTaskStartedEventAttributes);
