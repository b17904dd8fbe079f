import { Directive, ElementRef, Injectable, afterNextRender, inject } from '@angular/core';
import { NavigationStart, Router } from '@angular/router';

/** Whether a navigation still owes its page's heading the focus. */
@Injectable({ providedIn: 'root' })
export class HeadingFocus {
  private owed = false;

  constructor() {
    inject(Router).events.subscribe((event) => {
      // The first page keeps the browser's own beginning.
      if (event instanceof NavigationStart) this.owed = event.id > 1;
    });
  }

  take(): boolean {
    const owed = this.owed;
    this.owed = false;
    return owed;
  }
}

/** On each page's h1: takes the focus after a navigation, so that a screen reader begins there. */
@Directive({ selector: 'h1[twHeading]', host: { tabindex: '-1' } })
export class Heading {
  constructor() {
    const focus = inject(HeadingFocus);
    const heading = inject<ElementRef<HTMLElement>>(ElementRef);
    afterNextRender(() => {
      if (focus.take()) heading.nativeElement.focus({ preventScroll: true });
    });
  }
}
