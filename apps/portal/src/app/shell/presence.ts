import { DOCUMENT, DestroyRef, Injectable, inject } from '@angular/core';

/** `click` and `input` too, which come alone where somebody speaks to the page or has it read out. */
const TOUCHES = ['pointerdown', 'keydown', 'click', 'input', 'wheel', 'touchmove'];
const STILL_HERE_MS = 60_000;

/** Whether somebody is at the page: whoever opened it is, and whoever touched it a moment ago. */
@Injectable({ providedIn: 'root' })
export class Presence {
  private touchedAt = Date.now();

  constructor() {
    const document = inject(DOCUMENT);
    const touched = () => (this.touchedAt = Date.now());
    const options = { capture: true, passive: true };
    for (const touch of TOUCHES) document.addEventListener(touch, touched, options);
    inject(DestroyRef).onDestroy(() => {
      for (const touch of TOUCHES) document.removeEventListener(touch, touched, options);
    });
  }

  isHere(): boolean {
    return Date.now() - this.touchedAt < STILL_HERE_MS;
  }
}
