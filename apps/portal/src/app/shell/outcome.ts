import { ApplicationRef, Component, DOCUMENT, Injectable, inject, signal } from '@angular/core';
import { NavigationEnd, Router } from '@angular/router';

interface Said {
  readonly words: string;
  readonly taken: boolean;
}

/** What came of an act: said once, on whatever page stands then, and the focus goes where it can be read. */
@Injectable({ providedIn: 'root' })
export class Outcome {
  private readonly app = inject(ApplicationRef);
  private readonly document = inject(DOCUMENT);
  private readonly last = signal<Said | null>(null);
  readonly said = this.last.asReadonly();

  constructor() {
    inject(Router).events.subscribe((event) => {
      if (event instanceof NavigationEnd) this.last.set(null);
    });
  }

  /** It was taken. The words with this id say what is now so; without one, the page says it by its new heading. */
  tell(words: string, landing: string | null): void {
    this.last.set({ words, taken: true });
    if (landing) void this.land(landing, this.document.activeElement);
  }

  /** Something else was done since, of which the page speaks where it was done. */
  forget(): void {
    this.last.set(null);
  }

  /** It was not taken, and whatever was pressed may be gone by now. */
  refuse(words: string): void {
    this.last.set({ words, taken: false });
    void this.land('outcome', this.document.activeElement);
  }

  /**
   * Once the page shows what came of it: whatever was pressed may be gone by then, and the focus with it. Whoever has gone
   * on meanwhile is not called back, nor is whoever has typed the next thing into the same field.
   */
  async land(landing: string, from: Element | null): Promise<void> {
    const typing = new AbortController();
    this.document.addEventListener('input', () => typing.abort(), { signal: typing.signal });
    await this.app.whenStable();
    if (typing.signal.aborted) return;
    typing.abort();
    const { activeElement, body } = this.document;
    if (activeElement !== body && activeElement !== from) return;
    const at = this.document.getElementById(landing) ?? this.document.querySelector<HTMLElement>('h1');
    // What has the focus by itself is left among what Tab reaches.
    if (at && at.tabIndex < 0) at.setAttribute('tabindex', '-1');
    at?.focus();
  }
}

@Component({
  selector: 'tw-outcome',
  template: `
    <div role="status">
      @if (outcome.said(); as said) {
        @for (one of [said]; track one) {
          <p id="outcome" class="note" [class.done]="one.taken" [class.late]="!one.taken">{{ one.words }}</p>
        }
      }
    </div>
  `,
  styles: '.note { margin-bottom: var(--s4); padding: var(--s3) var(--s4); }',
})
export class OutcomeNote {
  protected readonly outcome = inject(Outcome);
}
