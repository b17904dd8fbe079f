import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Loading } from '../shared/loading.ts';
import { dayAndTime } from '../shared/london-time.ts';
import { kept } from '../shared/kept.ts';
import { Tick } from '../shared/tick.ts';
import { Heading } from '../shell/heading.ts';
import { reloadOnChange } from '../shell/on-change.ts';
import { TroubleNote } from '../shell/trouble.ts';
import { partLabel } from './part-words.ts';
import { sharedListResource } from './share-api.ts';

/** The cases that colleagues let one see. */
@Component({
  selector: 'tw-shown-list',
  imports: [Heading, Loading, RouterLink, TroubleNote],
  template: `
    <h1 twHeading>Shared with me</h1>
    @if (items(); as items) {
      @if (items.length) {
        <p class="lead">Cases that a colleague lets you see because you need to know of them.</p>
        <ul class="card">
          @for (item of items; track item.of.caseId) {
            <li>
              @if (item.of.drill) {
                <span class="tag drill">DRILL</span>&ngsp;
              }
              <a [routerLink]="['/shared', item.of.caseId]">{{ item.of.child }}</a>
              · {{ item.of.school }} · <span class="figures">{{ item.of.reference }}</span>
              <small>{{ item.what }}, from {{ item.of.givenBy }}, until {{ item.until }}</small>
            </li>
          }
        </ul>
      } @else {
        <div class="card words stack">
          <h2>Nothing is shared with you</h2>
          <p>When a colleague lets you see a case that you need to know of, it stands here.</p>
        </div>
      }
    } @else if (found.error()) {
      <tw-trouble [error]="found.error()" (again)="found.reload()" />
    } @else {
      <tw-loading />
    }
  `,
  styles:
    '.lead, .card { margin: var(--s4) 0; } li + li { margin-top: var(--s3); } small { display: block; }',
})
export class ShownListPage {
  private readonly tick = inject(Tick);
  protected readonly found = sharedListResource();
  private readonly last = kept(this.found);
  protected readonly items = computed(() => {
    const list = this.last();
    if (list === undefined) return null;
    const now = this.tick.nowOf(list.now, list.receivedAt);
    return list.items.map((of) => ({
      of,
      what: partLabel(of.part),
      until: dayAndTime(Date.parse(of.until), now),
    }));
  });

  constructor() {
    reloadOnChange(this.found);
  }
}
