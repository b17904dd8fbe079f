import { Component, inject, signal } from '@angular/core';
import { form, validateStandardSchema } from '@angular/forms/signals';
import { Router } from '@angular/router';
import { signIn } from '@trustward/contracts';
import { ErrorSummary } from '../shared/error-summary.ts';
import { AskedPasskey } from '../shared/asked-passkey.ts';
import { passkeysHere } from '../shared/passkeys.ts';
import { type Trouble, problemOf } from '../shared/problem.ts';
import { SubmitErrors, errorsOf } from '../shared/submit-errors.ts';
import { TextField } from '../shared/text-field.ts';
import { CodeField } from '../shared/code-field.ts';
import { AreaNumbers } from '../shared/area-numbers.ts';
import { KeptNumbers } from '../shared/kept-numbers.ts';
import { UnsentHere } from '../report/unsent-here.ts';
import { SignOnButton } from '../sign-on/sign-on-button.ts';
import { Heading } from '../shell/heading.ts';
import { LostWayNote } from '../shell/lost-way-note.ts';
import { Session } from '../shell/session.ts';

const BLANK = { email: '', password: '', code: '' };

@Component({
  selector: 'tw-sign-in',
  imports: [AreaNumbers, CodeField, ErrorSummary, LostWayNote, SignOnButton, TextField, Heading],
  providers: [SubmitErrors],
  templateUrl: './sign-in.html',
  styleUrl: './sign-in.scss',
})
export class SignInPage {
  private readonly router = inject(Router);
  private readonly errors = inject(SubmitErrors);
  protected readonly session = inject(Session);
  protected readonly unsent = inject(UnsentHere);
  protected readonly known = inject(KeptNumbers);
  private readonly passkey = inject(AskedPasskey);
  protected readonly busy = signal(false);
  protected readonly passkeysHere = passkeysHere();
  /** Whether the password was right, and a code is asked for, too. */
  protected readonly codeAsked = signal(false);
  private readonly model = signal(BLANK);
  protected readonly form = form(this.model, (path) => validateStandardSchema(path, signIn));

  protected async signIn(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy() || this.errors.show(errorsOf(this.form))) return;
    await this.entering(
      () => this.session.signIn(this.model()),
      (trouble) => this.refused(trouble),
    );
  }

  /** No address is asked for: the passkey says whose it is. */
  protected async byPasskey(): Promise<void> {
    if (this.busy()) return;
    this.errors.clear();
    await this.entering(
      async () => this.session.signInByPasskey(await this.passkey.proof('/api/sign-in/passkey/begin')),
      ({ detail }) => this.errors.show([{ field: 'passkey', message: detail }]),
    );
  }

  protected startAgain(): void {
    this.errors.clear();
    this.model.set(BLANK);
    this.codeAsked.set(false);
  }

  private refused(trouble: Trouble): void {
    if (trouble.code === 'codeNeeded' && !this.codeAsked()) {
      this.errors.clear();
      return this.codeAsked.set(true);
    }
    // Refused, too many attempts or out of reach: the server's answer is the message.
    this.errors.show([{ field: this.codeAsked() ? 'code' : 'email', message: wordsFor(trouble) }]);
  }

  /** As whoever is signed in on this browser now, by another page of it. */
  protected async carryOn(): Promise<void> {
    try {
      if (await this.session.refresh()) await this.goOn();
      else this.errors.show([{ field: 'email', message: 'Nobody is signed in here any more' }]);
    } catch (error) {
      // Out of reach: said where it was asked for.
      this.errors.show([{ field: 'email', message: problemOf(error).detail }]);
    }
  }

  private async entering(enter: () => Promise<void>, refused: (trouble: Trouble) => void): Promise<void> {
    this.busy.set(true);
    try {
      await enter();
      await this.goOn();
    } catch (error) {
      refused(problemOf(error));
    } finally {
      this.busy.set(false);
    }
  }

  private async goOn(): Promise<void> {
    const there = this.session.returnTo ?? '/';
    // Before it is gone to: whoever is led elsewhere from there is to come back.
    this.session.returnTo = null;
    await this.router.navigateByUrl(there);
  }
}

function wordsFor(trouble: Trouble): string {
  if (trouble.code === 'signInRefused') return 'The e-mail address or the password is wrong';
  if (trouble.code === 'codeNeeded') return 'Enter the code';
  return trouble.detail;
}
