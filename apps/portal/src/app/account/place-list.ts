import { Component, input, output } from '@angular/core';
import type { PlaceShown } from './place-words.ts';

/** Sessions or browsers, one line each, with what can be done about it. */
@Component({
  selector: 'tw-place-list',
  template: `
    <ul>
      @for (place of places(); track place.id) {
        <li class="row">
          <span class="what">
            <strong>{{ place.name }}</strong>
            @if (place.current) {
              <span class="tag done">This one</span>
            }
            <span class="when">{{ sinceWord() }} {{ place.since }} · last used {{ place.seen }}</span>
          </span>
          @if (!place.current || ownToo()) {
            <button
              type="button"
              class="btn second slim"
              [attr.aria-disabled]="busy()"
              (click)="pressed.emit(place)"
            >
              {{ deed() }}<span class="out-of-sight"> {{ place.name }}, last used {{ place.seen }}</span>
            </button>
          }
        </li>
      }
    </ul>
  `,
  styles: `
    ul {
      margin: var(--s3) 0 0;
      padding: 0;
      list-style: none;
    }
    li {
      justify-content: space-between;
      padding: var(--s3) 0;
      border-top: 1px solid var(--line);
    }
    .what {
      flex: 1 1 16rem;
    }
    .tag {
      margin-left: var(--s2);
    }
    .when {
      display: block;
      color: var(--ink-2);
      font-size: 0.94rem;
    }
  `,
})
export class PlaceList {
  readonly places = input.required<readonly PlaceShown[]>();
  readonly sinceWord = input.required<string>();
  readonly deed = input.required<string>();
  /** Whether the one that is looked from may be pressed, too. */
  readonly ownToo = input(false);
  readonly busy = input(false);
  readonly pressed = output<PlaceShown>();
}
