import { Component, type ElementRef, afterRenderEffect, inject, input, viewChild } from '@angular/core';
import { BegunHere } from '../report/begun-here.ts';
import { AreaNumbers } from '../shared/area-numbers.ts';
import { KeptNumbers } from '../shared/kept-numbers.ts';
import { Connection } from './connection.ts';
import { LostWay } from './lost-way.ts';

/** Stands above the page that stays when another could not be opened: why, 999, and a way to try again. */
@Component({
  selector: 'tw-lost-way',
  imports: [AreaNumbers, BegunHere],
  template: `
    @if (lost.to()) {
      <section class="note late" [class.alone]="alone()" aria-labelledby="lost-way">
        @if (alone()) {
          <h1 #title id="lost-way" tabindex="-1">{{ words() }}</h1>
        } @else {
          <h2 #title id="lost-way" tabindex="-1">{{ words() }}</h2>
        }
        <p>
          The page could not be opened. What you have begun is kept on this device.
          <strong>If a child is in danger now, call <a href="tel:999">999</a>.</strong>
        </p>
        <button type="button" class="btn" (click)="lost.tryAgain()">Try again</button>
      </section>
      @if (alone()) {
        <tw-begun-here />
        <tw-area-numbers [areas]="known.areas()" />
      }
    }
  `,
  styles: `
    .note {
      margin-bottom: var(--s4);
    }
    .alone,
    .alone ~ * {
      display: block;
      margin: var(--s4);
    }
    p {
      margin: var(--s2) 0 var(--s3);
    }
    h1,
    h2 {
      font-size: 1.3rem;
    }
  `,
})
export class LostWayNote {
  /** Whether nothing else could be drawn. */
  readonly alone = input(false);
  protected readonly lost = inject(LostWay);
  protected readonly known = inject(KeptNumbers);
  private readonly connection = inject(Connection);
  private readonly title = viewChild<ElementRef<HTMLElement>>('title');
  private said = 0;

  constructor() {
    afterRenderEffect(() => {
      const times = this.lost.times();
      if (times === this.said || !this.title()) return;
      this.said = times;
      this.title()?.nativeElement.focus();
    });
  }

  protected words(): string {
    return this.connection.online() ? 'Trustward cannot be reached' : 'There is no connection';
  }
}
