import { httpResource } from '@angular/common/http';
import { Component, computed, input } from '@angular/core';
import { Loading } from '../shared/loading.ts';
import { Heading } from '../shell/heading.ts';
import { TroubleNote } from '../shell/trouble.ts';

/** Gives the time of a duty, of which a letter told, for a diary that others may see. */
@Component({
  selector: 'tw-diary',
  imports: [Heading, Loading, TroubleNote],
  template: `
    @if (file.hasValue()) {
      <h1 twHeading>For your diary</h1>
      <div class="card words stack">
        <p>
          The file holds the time, and “Trustward: something is due”. It does not say what, or about whom, so
          it can stand in a diary that others see.
        </p>
        <p>The time is as it stands now. If it moves, you are told under Notices, and your diary is not.</p>
        <p><a class="btn" [href]="address()" download="due.ics">Download for your diary</a></p>
      </div>
    } @else if (file.error()) {
      <tw-trouble [error]="file.error()" [wholePage]="true" (again)="file.reload()" />
    } @else {
      <tw-loading />
    }
  `,
  styles: '.card { margin: var(--s4) 0; }',
})
export class DiaryPage {
  readonly noticeId = input.required<string>();
  protected readonly address = computed(() => `/api/notices/${encodeURIComponent(this.noticeId())}/due.ics`);
  protected readonly file = httpResource.text(() => this.address());
}
