import {
  Component,
  DOCUMENT,
  DestroyRef,
  type ElementRef,
  afterNextRender,
  computed,
  inject,
  viewChild,
} from '@angular/core';
import { validateStandardSchema } from '@angular/forms/signals';
import { stepUp } from '@trustward/contracts';
import { AskedPasskey } from '../shared/asked-passkey.ts';
import { CodeField } from '../shared/code-field.ts';
import { ErrorSummary } from '../shared/error-summary.ts';
import { pageForm } from '../shared/page-form.ts';
import { passkeysHere } from '../shared/passkeys.ts';
import { SubmitErrors, errorsOf } from '../shared/submit-errors.ts';
import { TextField } from '../shared/text-field.ts';
import { Session } from './session.ts';
import { StepUp } from './step-up.ts';

/** Asks whoever is signed in for their password once more, before what asks for that is done. */
@Component({
  selector: 'tw-step-up',
  imports: [CodeField, ErrorSummary, TextField],
  providers: [SubmitErrors],
  template: `
    <dialog #dialog aria-labelledby="step-up-title" (close)="left()">
      <h2 id="step-up-title">Confirm that it is you</h2>
      <p>
        Somebody else may have come to this page while it was open. Enter your password{{
          codeAsked() ? ' and a code' : ''
        }}, and what you asked for is done.
      </p>
      <tw-error-summary />
      <form novalidate (submit)="confirm($event)">
        <tw-text-field
          name="password"
          kind="password"
          label="Your password"
          autocomplete="current-password"
          [field]="form.password"
        />
        @if (codeAsked()) {
          <tw-code-field [field]="form.code" />
        }
        <div class="row">
          <button type="submit" class="btn" [attr.aria-disabled]="busy()">
            {{ busy() ? 'Confirming…' : 'Confirm' }}
          </button>
          @if (hasPasskey) {
            <button type="button" class="btn second" [attr.aria-disabled]="busy()" (click)="byPasskey()">
              Use a passkey
            </button>
          }
          <button type="button" class="btn second" (click)="dialog.close()">Cancel</button>
        </div>
      </form>
    </dialog>
  `,
  styles: `
    dialog {
      width: min(30rem, calc(100vw - 24px));
      margin: auto;
      padding: var(--s5);
      border: 1px solid var(--line);
      border-radius: var(--r-card);
      color: var(--ink);
    }
    dialog::backdrop {
      background: rgb(21 34 44 / 0.55);
    }
    h2 {
      margin-bottom: var(--s2);
    }
    p {
      margin-bottom: var(--s4);
    }
  `,
})
export class StepUpDialog {
  private readonly session = inject(Session);
  private readonly asking = inject(StepUp);
  private readonly page = pageForm({ password: '', code: '' }, (path) =>
    validateStandardSchema(path, stepUp),
  );
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');
  /** Where the person was, and is led back to. */
  private readonly from = inject(DOCUMENT).activeElement;
  private readonly passkey = inject(AskedPasskey);
  private confirmed = false;
  protected readonly hasPasskey = passkeysHere() && this.session.me()?.hasPasskey === true;
  /** By what this page knows, or by what the server says, where it was set up on another device since. */
  protected readonly codeAsked = computed(
    () => this.session.me()?.codeAsked === true || this.page.errors.of('code') !== null,
  );
  protected readonly form = this.page.form;
  protected readonly busy = this.page.busy;

  constructor() {
    afterNextRender(() => this.dialog().nativeElement.showModal());
    // Whoever was signed out meanwhile is asked nothing any more when they come back.
    inject(DestroyRef).onDestroy(() => this.asking.answer(this.confirmed));
  }

  protected async confirm(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy() || this.page.errors.show(errorsOf(this.form))) return;
    await this.confirming(() => this.session.stepUp(this.page.model()));
  }

  protected byPasskey(): Promise<void> {
    return this.confirming(async () =>
      this.session.stepUpByPasskey(await this.passkey.proof('/api/me/step-up/passkey/begin')),
    );
  }

  private confirming(confirm: () => Promise<void>): Promise<void> {
    return this.page.doing('password', async () => {
      await confirm();
      this.confirmed = true;
      this.dialog().nativeElement.close();
    });
  }

  protected left(): void {
    if (this.from instanceof HTMLElement) this.from.focus();
    this.asking.answer(this.confirmed);
  }
}
