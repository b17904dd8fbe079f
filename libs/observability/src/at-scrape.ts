import { answered } from './metrics.ts';

const KEPT_MS = 5_000;
const WITHIN_MS = 3_000;

export interface Source<T> {
  /** Where the figures come from, as `trustward_figures_known` names it. */
  readonly from: string;
  ask(): Promise<T>;
  /** Null where nobody answered in time: what is not known must look neither like nought nor like what it was. */
  show(answer: T | null): void;
}

const sources = new Set<() => Promise<void>>();

/**
 * Figures that somebody else keeps are asked for when ours are: at most every five seconds, and never again while the
 * last question is open. Answers how not to ask any more.
 */
export function atScrape<T>({ from, ask, show }: Source<T>): () => void {
  let asking: Promise<T> | undefined;
  let answeredAt = -Infinity;
  const refresh = async () => {
    if (performance.now() - answeredAt < KEPT_MS) return;
    asking ??= ask().finally(() => (asking = undefined));
    try {
      show(await inTime(asking));
      answered.set({ from }, 1);
      answeredAt = performance.now();
    } catch {
      // It is away, which the figure says; whoever uses it logs why.
      show(null);
      answered.set({ from }, 0);
    }
  };
  answered.set({ from }, 0);
  sources.add(refresh);
  return () => {
    sources.delete(refresh);
    show(null);
    answered.set({ from }, 0);
  };
}

export async function askAll(): Promise<void> {
  await Promise.all([...sources].map((refresh) => refresh()));
}

function inTime<T>(asking: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('No answer in time.')), WITHIN_MS);
    void asking.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
