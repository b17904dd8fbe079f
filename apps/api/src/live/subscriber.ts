import type { LiveMessage } from '@trustward/contracts';
import type { Session } from '../platform/request-scope.ts';

/** Where one page's messages go. */
export interface Outlet {
  write(text: string): void;
  end(): void;
}

/** One open stream: whose it is, what it has yet to be asked about, and where it leads. */
export class Subscriber {
  private readonly changed = new Map<string, number>();
  private hasNews = false;
  private ended = false;

  constructor(
    readonly session: Session,
    private readonly outlet: Outlet,
  ) {}

  get isOver(): boolean {
    return this.ended;
  }

  get isWaiting(): boolean {
    return !this.ended && (this.hasNews || this.changed.size > 0);
  }

  noteCase(caseId: string, version: number): void {
    this.changed.set(caseId, Math.max(version, this.changed.get(caseId) ?? 0));
  }

  noteNotice(): void {
    this.hasNews = true;
  }

  /** Takes what has been noted since the last time, so that a burst is asked about once. */
  take(): { readonly cases: ReadonlyMap<string, number>; readonly notices: boolean } {
    const taken = { cases: new Map(this.changed), notices: this.hasNews };
    this.changed.clear();
    this.hasNews = false;
    return taken;
  }

  send(message: LiveMessage): void {
    if (!this.ended) this.outlet.write(`data: ${JSON.stringify(message)}\n\n`);
  }

  /** A comment: keeps the connection open through proxies, and finds out when it is not. */
  beat(): void {
    if (!this.ended) this.outlet.write(': here\n\n');
  }

  end(): void {
    if (this.ended) return;
    this.ended = true;
    this.outlet.end();
  }
}
