import { Component, DOCUMENT, inject, signal } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { keepPage } from './shell/offline-page.ts';
import { LostWayNote } from './shell/lost-way-note.ts';
import { LostWay } from './shell/lost-way.ts';

/** Whatever is drawn says in its main part which page could not be opened; here it is said where nothing is. */
@Component({
  selector: 'tw-root',
  imports: [RouterOutlet, LostWayNote],
  template: `
    @if (!drawn() && lost.to()) {
      <main><tw-lost-way [alone]="true" /></main>
    }
    <router-outlet (activate)="drawn.set(true)" (deactivate)="drawn.set(false)" />
  `,
})
export class App {
  protected readonly lost = inject(LostWay);
  protected readonly drawn = signal(false);

  constructor() {
    // An agency's browser opens one page once.
    if (inject(DOCUMENT).location.pathname.startsWith('/acknowledge')) return;
    void keepPage().catch(() => {
      // A browser that would not keep it opens the portal while there is a network, as before.
    });
  }
}
