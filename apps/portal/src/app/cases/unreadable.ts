import { Component, computed, input } from '@angular/core';
import type { UnreadableCase } from '@trustward/contracts';
import { dayAndTime } from '../shared/london-time.ts';
import { checkedWords } from '../shared/checked-words.ts';
import { Numbers } from '../shared/numbers.ts';
import { Heading } from '../shell/heading.ts';
import { childWords, openedBy } from './child-line.ts';

/** A case that Trustward cannot read: what is wrong, whom to ring, and what was reported. */
@Component({
  selector: 'tw-unreadable',
  imports: [Heading, Numbers],
  template: `
    <h1 twHeading>
      @if (view().drill) {
        <span class="tag drill">DRILL</span>
      }
      {{ child() }} · This case cannot be read
    </h1>
    <p class="small">{{ view().school }} · opened {{ opened() }}</p>
    <div class="stack">
      <p class="note late" role="alert">{{ view().wrong }}</p>
      <section class="card" aria-labelledby="now-title">
        <h2 id="now-title">What to do now</h2>
        <ol>
          @for (line of view().doNow; track line) {
            <li>{{ line }}</li>
          }
        </ol>
      </section>
      <section class="card" aria-labelledby="numbers-title">
        <h2 id="numbers-title">Numbers of {{ view().numbers.authority }}</h2>
        <tw-numbers [of]="view().numbers" [now]="now()" [emergency]="true" />
        @for (said of checked(); track said) {
          <p class="small">{{ said }}</p>
        }
      </section>
      @if (view().child; as child) {
        <section class="card" aria-labelledby="account-title">
          <h2 id="account-title">What was reported</h2>
          <p>About {{ child.name }}, {{ child.yearGroup }}</p>
          <p class="pre">{{ view().account }}</p>
        </section>
      }
    </div>
  `,
  styles: `
    .stack {
      margin-top: var(--s4);
    }
    .note {
      padding: var(--s3) var(--s4);
    }
    ol {
      padding-left: var(--s5);
      list-style: decimal;
    }
  `,
})
export class Unreadable {
  readonly view = input.required<UnreadableCase>();
  readonly now = input.required<number>();

  protected readonly child = computed(() => childWords(this.view().child));
  protected readonly opened = computed(() => {
    const { openedAt, reportedBy } = this.view();
    return `${dayAndTime(Date.parse(openedAt), this.now())} ${openedBy(reportedBy)}`;
  });
  protected readonly checked = computed(() => checkedWords(this.view().numbers.numbers));
}
