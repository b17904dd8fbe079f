import { Component, inject } from '@angular/core';
import { validateStandardSchema } from '@angular/forms/signals';
import { changePassword } from '@trustward/contracts';
import { ErrorSummary } from '../shared/error-summary.ts';
import { pageForm } from '../shared/page-form.ts';
import { SubmitErrors, errorsOf } from '../shared/submit-errors.ts';
import { TextField } from '../shared/text-field.ts';
import { AccountApi } from './account-api.ts';

const BLANK = { current: '', next: '' };
const TITLE = 'password-title';

/** A new password, by whoever knows the one before. */
@Component({
  selector: 'tw-change-password',
  imports: [ErrorSummary, TextField],
  providers: [SubmitErrors],
  template: `
    <section class="card words" aria-labelledby="password-title">
      <h2 id="password-title" tabindex="-1">Change your password</h2>
      <tw-error-summary />
      <form novalidate (submit)="change($event)">
        <tw-text-field
          name="current"
          kind="password"
          label="Current password"
          autocomplete="current-password"
          [field]="form.current"
        />
        <tw-text-field
          name="next"
          kind="password"
          label="New password"
          hint="12 characters or more, any you like. Three or four words that do not belong together are good. You are signed out everywhere else"
          autocomplete="new-password"
          [field]="form.next"
        />
        <button type="submit" class="btn" [attr.aria-disabled]="busy()">
          {{ busy() ? 'Changing…' : 'Change password' }}
        </button>
      </form>
    </section>
  `,
})
export class ChangePasswordForm {
  private readonly api = inject(AccountApi);
  private readonly page = pageForm(BLANK, (path) => validateStandardSchema(path, changePassword));
  protected readonly form = this.page.form;
  protected readonly busy = this.page.busy;

  protected async change(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy() || this.page.errors.show(errorsOf(this.form))) return;
    await this.page.doing('current', async () => {
      await this.api.changePassword(this.page.model());
      this.page.model.set(BLANK);
      this.page.outcome.tell('Your password is changed. You are signed out everywhere but here.', TITLE);
    });
  }
}
