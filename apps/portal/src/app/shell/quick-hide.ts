import { DOCUMENT, DestroyRef, Injectable, inject } from '@angular/core';

const NEUTRAL_PAGE = 'https://www.bbc.co.uk/weather';
const PRESSES = 3;
const WITHIN_MS = 1500;

/** Leaves at once for a page that says nothing, by button or by Escape three times. */
@Injectable({ providedIn: 'root' })
export class QuickHide {
  private readonly document = inject(DOCUMENT);
  private presses: number[] = [];

  constructor() {
    const gone = new AbortController();
    this.document.addEventListener('keydown', (event) => this.pressed(event), { signal: gone.signal });
    inject(DestroyRef).onDestroy(() => gone.abort());
  }

  leave(): void {
    // Blank first: the neutral page may take a moment, or not come at all.
    this.document.title = 'Weather';
    this.document.body.hidden = true;
    this.document.location.replace(NEUTRAL_PAGE);
  }

  private pressed(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.repeat) return;
    this.presses = [...this.presses.filter((at) => event.timeStamp - at < WITHIN_MS), event.timeStamp];
    if (this.presses.length >= PRESSES) this.leave();
  }
}
