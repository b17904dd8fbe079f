import { Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Heading } from './heading.ts';
import { Session } from './session.ts';

@Component({
  selector: 'tw-not-allowed',
  imports: [RouterLink, Heading],
  template: `
    <div class="words stack">
      <h1 twHeading>You may not see this</h1>
      <p>Your role does not include this page. Your trust safeguarding lead can tell you who holds it.</p>
      @if (session.may('report:create')) {
        <p>You can always <a routerLink="/report">report a concern</a>.</p>
      }
      <p><a class="btn" routerLink="/">Go to your first page</a></p>
    </div>
  `,
})
export class NotAllowedPage {
  protected readonly session = inject(Session);
}
