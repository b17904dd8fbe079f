import { HttpClient } from '@angular/common/http';
import { Component, inject } from '@angular/core';
import { validateStandardSchema } from '@angular/forms/signals';
import { resetProofs } from '@trustward/contracts';
import { firstValueFrom } from 'rxjs';
import { ErrorSummary } from '../shared/error-summary.ts';
import { pageForm } from '../shared/page-form.ts';
import { SubmitErrors, errorsOf } from '../shared/submit-errors.ts';
import { TextField } from '../shared/text-field.ts';

const TITLE = 'resets-title';

/** A way back for who lost all that they prove themselves by. */
@Component({
  selector: 'tw-reset-proofs',
  imports: [ErrorSummary, TextField],
  providers: [SubmitErrors],
  template: `
    <form class="card words" novalidate aria-labelledby="resets-title" (submit)="grant($event)">
      <h2 id="resets-title" tabindex="-1">For somebody who lost their telephone, codes and passkeys</h2>
      <tw-error-summary />
      <p>
        <strong>Speak to them first, and be sure that it is they.</strong> For a day their password alone lets
        them in once. Their authenticator app and passkeys are taken away by it, and they are signed out
        everywhere else. They are told at once, by notice and e-mail, and so they are when it is used. Their
        password stays theirs.
      </p>
      <tw-text-field name="email" kind="email" label="Their e-mail address" [field]="form.email" />
      <button type="submit" class="btn second" [attr.aria-disabled]="busy()">
        {{ busy() ? 'Letting them…' : 'Let them begin anew' }}
      </button>
    </form>
  `,
  styles: '.card { margin: var(--s4) 0; } p { margin: var(--s3) 0 var(--s4); }',
})
export class ResetProofsForm {
  private readonly http = inject(HttpClient);
  private readonly page = pageForm({ email: '' }, (path) => validateStandardSchema(path, resetProofs));
  protected readonly form = this.page.form;
  protected readonly busy = this.page.busy;

  protected async grant(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy() || this.page.errors.show(errorsOf(this.form))) return;
    await this.page.doing('email', async () => {
      await firstValueFrom(this.http.post('/api/trust/sign-in/resets', this.page.model()));
      this.page.model.set({ email: '' });
      this.page.outcome.tell('They can begin anew: they sign in with their password, within a day.', TITLE);
    });
  }
}
