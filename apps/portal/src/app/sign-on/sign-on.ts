import { Component, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { deeds } from '../shared/deeds.ts';
import { ErrorSummary } from '../shared/error-summary.ts';
import { SubmitErrors } from '../shared/submit-errors.ts';
import { Heading } from '../shell/heading.ts';
import { SignOnApi } from './sign-on-api.ts';

const BUTTON = 'go-on';

/** The address that a trust gives its people, to sign in by its own sign-on. Nothing begins until they press. */
@Component({
  selector: 'tw-sign-on',
  imports: [ErrorSummary, Heading, RouterLink],
  providers: [SubmitErrors],
  template: `
    <header class="bar"><span class="name">Trustward</span></header>
    <main id="main">
      <div class="card stack">
        <tw-error-summary />
        <h1 twHeading>Sign in with your trust’s account</h1>
        <p>
          You sign in where you do for your trust’s mail and files. The first time, sign in here by your
          password and link your account on the page <strong>My account</strong>.
        </p>
        <button type="button" class="btn wide" id="go-on" [attr.aria-disabled]="busy()" (click)="go()">
          {{ busy() ? 'Going there…' : 'Go on' }}
        </button>
        <p><a routerLink="/sign-in">Sign in by your password</a></p>
      </div>
      <p class="small danger">
        <strong>Is a child in danger now?</strong> Do not wait to sign in: call <a href="tel:999">999</a>,
        then tell your safeguarding lead.
      </p>
    </main>
  `,
  styleUrl: '../sign-in/sign-in.scss',
})
export class SignOnPage {
  private readonly api = inject(SignOnApi);
  private readonly deeds = deeds();
  protected readonly busy = this.deeds.busy;
  readonly trust = input.required<string>();

  protected go(): Promise<void> {
    return this.deeds.doing(BUTTON, () => this.api.signIn(this.trust()));
  }
}
