import { DOCUMENT, Directive, ElementRef, Injectable, afterNextRender, inject } from '@angular/core';

/** The first page keeps the browser's own beginning; every heading after it takes the focus. */
@Injectable({ providedIn: 'root' })
class HeadingFocus {
  private readonly document = inject(DOCUMENT);
  private first = true;

  take(heading: HTMLElement): void {
    const first = this.first;
    this.first = false;
    // A page that arrives late must not pull a person out of a field they have begun.
    const typing = this.document.activeElement?.matches('input, textarea, select') ?? false;
    if (!first && !typing) heading.focus({ preventScroll: true });
  }
}

/** On each page's h1: takes the focus when the page or its part is new, so that a screen reader begins there. */
@Directive({ selector: 'h1[twHeading]', host: { tabindex: '-1' } })
export class Heading {
  constructor() {
    const focus = inject(HeadingFocus);
    const heading = inject<ElementRef<HTMLElement>>(ElementRef);
    afterNextRender(() => focus.take(heading.nativeElement));
  }
}
