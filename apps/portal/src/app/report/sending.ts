import { Component, inject, input } from '@angular/core';
import { Heading } from '../shell/heading.ts';
import { Unsent } from './unsent.ts';

/** Between Send and the receipt; honest when nothing answers. What it holds is whom to ring meanwhile. */
@Component({
  selector: 'tw-sending',
  imports: [Heading],
  styles: `
    .drill {
      margin-bottom: var(--s3);
    }
    .stack {
      margin-bottom: var(--s4);
    }
  `,
  template: `
    @if (drill()) {
      <p class="drill"><span class="tag drill">DRILL</span> Ring nobody about an invented child.</p>
    }
    <div class="stack" aria-live="polite">
      @if (unsent.waiting()) {
        <h1 twHeading>Not sent yet</h1>
        <p>
          Until it is sent, <strong>nobody has been told</strong>.
          @if (!drill()) {
            If it cannot wait, tell your safeguarding lead in person or by phone.
          }
        </p>
      } @else {
        <h1 twHeading>Sending…</h1>
      }
    </div>
    @if (unsent.waiting()) {
      <ng-content />
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
    }
  `,
})
export class ReportSending {
  readonly drill = input(false);
  protected readonly unsent = inject(Unsent);
}
