import { Component, inject } from '@angular/core';
import { Heading } from '../shell/heading.ts';
import { Unsent } from './unsent.ts';

/** Between Send and the receipt; honest when nothing answers. */
@Component({
  selector: 'tw-sending',
  imports: [Heading],
  template: `
    <div class="stack" aria-live="polite">
      @if (unsent.waiting()) {
        <h1 twHeading>Not sent yet</h1>
        @if (unsent.keeps) {
          <p class="note soon">
            <strong>Saved on this device.</strong> It is sent as soon as there is a connection. Keep this page
            open, or open Trustward again on this device.
          </p>
        } @else {
          <p class="note soon">
            <strong>Keep this page open.</strong> It is sent as soon as there is a connection.
          </p>
        }
        <p>
          Until it is sent, nobody has been told. If it cannot wait, tell your safeguarding lead in person or
          by phone.
        </p>
      } @else {
        <h1 twHeading>Sending…</h1>
      }
    </div>
  `,
})
export class ReportSending {
  protected readonly unsent = inject(Unsent);
}
