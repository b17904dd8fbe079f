import { Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { UnsentHere } from '../report/unsent-here.ts';
import { Unsent } from '../report/unsent.ts';

/** Whatever becomes of a report that was waiting, said wherever its writer is; the report page says it itself. */
@Component({
  selector: 'tw-report-news',
  imports: [RouterLink],
  template: `
    <div role="status">
      @if (here.others()) {
        <p class="note soon">
          <strong>A report that somebody else wrote on this device has not been sent.</strong> Nobody has been
          told of it. Only they can read it and send it, when they sign in here. Tell your safeguarding lead.
        </p>
      }
      @let news = unsent.news();
      @if (news.waiting) {
        <p class="note soon">
          <strong>A report has not been sent yet.</strong>
          @if (unsent.keeps) {
            It is saved on this device.
          } @else {
            Keep this page open.
          }
          @if (!unsent.onReportPage()) {
            <a routerLink="/report">Open it</a>
          }
        </p>
      }
      @if (news.refused; as refused) {
        <p class="note late">
          <strong>Your report was not taken.</strong> {{ refused.refused }}
          <a routerLink="/report" [queryParams]="{ q: 'check' }" (click)="unsent.goOnWith(refused)"
            >Open the report</a
          >
        </p>
      }
      @for (got of news.received; track got.id) {
        <p class="note done">
          <strong>Your report was received.</strong> Its reference is
          <strong class="figures">{{ got.given.reference }}</strong>.
          <a routerLink="/report" (click)="unsent.read(got)">See what happens next</a>
        </p>
      }
    </div>
  `,
  styles: '.note { margin-bottom: var(--s4); padding: var(--s3) var(--s4); }',
})
export class ReportNews {
  protected readonly unsent = inject(Unsent);
  protected readonly here = inject(UnsentHere);
}
