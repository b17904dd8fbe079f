/** Longer than a page needs to let go of what it had when it is loaded anew. */
const WAIT_MS = 500;

/** What one tab of this browser has to itself: one at a time, until it lets go of it or is closed. */
export class OneTab {
  private readonly purpose: string;
  private has: { readonly id: string; readonly letGo: () => void } | null = null;

  constructor(purpose: string) {
    this.purpose = purpose;
  }

  /** From now on this tab has this one, and no other; false where another tab has it. */
  async take(id: string): Promise<boolean> {
    if (this.has?.id === id) return true;
    const letGo = await held(this.name(id));
    if (!letGo) return false;
    this.leave();
    this.has = { id, letGo };
    return true;
  }

  /** Another tab may have it. */
  leave(): void {
    this.has?.letGo();
    this.has = null;
  }

  /** Those of which no tab has one. */
  async free<T extends { readonly id: string }>(all: readonly T[]): Promise<T[]> {
    const { held: locks = [] } = await navigator.locks.query();
    const taken = new Set(locks.map(({ name }) => name));
    return all.filter(({ id }) => !taken.has(this.name(id)));
  }

  private name(id: string): string {
    return `trustward-${this.purpose}/${id}`;
  }
}

/** How to let go of it; null where somebody else has it. */
function held(name: string): Promise<(() => void) | null> {
  return new Promise((answer) => {
    const options = { signal: AbortSignal.timeout(WAIT_MS) };
    const untilLetGo = () => new Promise<void>((letGo) => answer(letGo));
    navigator.locks.request(name, options, untilLetGo).catch(() => answer(null));
  });
}
