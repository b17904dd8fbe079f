import { Component, Injectable, inject } from '@angular/core';
import { ErrorSummary } from '../shared/error-summary.ts';
import { Loading } from '../shared/loading.ts';
import { SubmitErrors } from '../shared/submit-errors.ts';
import { Heading } from '../shell/heading.ts';
import { TroubleNote } from '../shell/trouble.ts';
import { ChangeCards } from './change-cards.ts';
import { ChangeDesk } from './change-desk.ts';
import { ChangeList } from './change-list.ts';
import { TO_CONFIRM } from './changes-api.ts';

/** Those that wait for their reader alone. */
@Injectable()
class ToConfirm extends ChangeList {
  protected override get address(): string {
    return TO_CONFIRM;
  }
}

/** Where the second person of a change looks at what comes of it, and has it done or put aside. */
@Component({
  selector: 'tw-to-confirm',
  imports: [ChangeCards, ErrorSummary, Heading, Loading, TroubleNote],
  providers: [SubmitErrors, { provide: ChangeList, useClass: ToConfirm }, ChangeDesk],
  template: `
    <h1 twHeading>To confirm</h1>
    @if (list.pages.items(); as items) {
      <p class="words">
        Calendars, closed days, and whatever is held otherwise of a local authority take two people. Each day
        one is drawn by lot of the central team, the trust safeguarding lead and the chief executive.
      </p>
      <tw-error-summary />
      @if (items.length === 0) {
        <div class="card words"><p>Nothing waits for you today.</p></div>
      }
      <tw-change-cards of="open" />
    } @else if (list.pages.error()) {
      <tw-trouble [error]="list.pages.error()" (again)="list.reload()" />
    } @else {
      <tw-loading />
    }
  `,
  styles: '.card { margin: var(--s4) 0; }',
})
export class ToConfirmPage {
  protected readonly list = inject(ChangeList);
}
