import { Component, inject } from '@angular/core';
import { deeds } from '../shared/deeds.ts';
import { ErrorSummary } from '../shared/error-summary.ts';
import { SubmitErrors } from '../shared/submit-errors.ts';
import { Session } from '../shell/session.ts';
import { knownSignOn, keepReturn } from './known-sign-on.ts';
import { SignOnApi } from './sign-on-api.ts';

const BUTTON = 'sign-on-button';

/** The trust's own sign-on, where somebody signed in by it on this browser before. */
@Component({
  selector: 'tw-sign-on-button',
  imports: [ErrorSummary],
  providers: [SubmitErrors],
  template: `
    @if (known; as known) {
      <p class="or">or</p>
      <tw-error-summary />
      <button
        type="button"
        class="btn second wide"
        id="sign-on-button"
        [attr.aria-disabled]="busy()"
        (click)="go(known.trust)"
      >
        {{ busy() ? 'Going there…' : 'Sign in with ' + known.name }}
      </button>
    }
  `,
  styles: '.or { margin: var(--s4) 0; text-align: center; } .btn { width: 100%; }',
})
export class SignOnButton {
  private readonly api = inject(SignOnApi);
  private readonly session = inject(Session);
  private readonly deeds = deeds();
  protected readonly busy = this.deeds.busy;
  protected readonly known = knownSignOn();

  protected go(trust: string): Promise<void> {
    return this.deeds.doing(BUTTON, async () => {
      keepReturn(this.session.returnTo);
      await this.api.signIn(trust);
    });
  }
}
