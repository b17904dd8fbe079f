import { Component, computed, inject, signal } from '@angular/core';
import { form, validateStandardSchema } from '@angular/forms/signals';
import { ActivatedRoute, Router } from '@angular/router';
import { type Invitation, takeInvitation } from '@trustward/contracts';
import { deeds } from '../shared/deeds.ts';
import { ErrorSummary } from '../shared/error-summary.ts';
import { Loading } from '../shared/loading.ts';
import { spokenDate } from '../shared/london-time.ts';
import { problemOf } from '../shared/problem.ts';
import { SubmitErrors, errorsOf } from '../shared/submit-errors.ts';
import { TextField } from '../shared/text-field.ts';
import { Heading } from '../shell/heading.ts';
import { Session } from '../shell/session.ts';
import { Invitations } from './invitation-api.ts';

const chosen = takeInvitation.pick({ password: true });

/** What somebody sees who was asked to make an account: a password of their own, or the account that they have. */
@Component({
  selector: 'tw-invitation',
  imports: [ErrorSummary, Heading, Loading, TextField],
  providers: [SubmitErrors],
  templateUrl: './invitation.html',
  styleUrl: './invitation.scss',
})
export class InvitationPage {
  private readonly api = inject(Invitations);
  private readonly router = inject(Router);
  private readonly session = inject(Session);
  private readonly deeds = deeds();
  /** Behind the mark, so that no server and no next page is told it. */
  private readonly token = inject(ActivatedRoute).snapshot.fragment ?? '';
  protected readonly busy = this.deeds.busy;
  protected readonly invitation = signal<Invitation | null>(null);
  /** Why there is nothing to take, as the server says it; `again` where it may answer another time. */
  protected readonly trouble = signal<{ readonly detail: string; readonly again: boolean } | null>(null);
  protected readonly joined = signal(false);
  protected readonly until = computed(() => spokenDate(this.invitation()?.until ?? ''));
  protected readonly me = this.session.me;
  private readonly model = signal({ password: '' });
  protected readonly form = form(this.model, (path) => validateStandardSchema(path, chosen));

  constructor() {
    void this.look();
  }

  protected async look(): Promise<void> {
    this.trouble.set(null);
    try {
      // An address without its end is answered like a link that is not there.
      const found = await this.api.lookUp(this.token || '-');
      if (found.hasAccount) await this.session.load();
      this.invitation.set(found);
    } catch (error) {
      this.gone(error);
    }
  }

  protected async take(event: Event, email: string): Promise<void> {
    event.preventDefault();
    if (this.busy() || this.deeds.errors.show(errorsOf(this.form))) return;
    await this.deeds.doing('password', async () => {
      const { password } = this.model();
      await this.unlessGone(() => this.api.take({ token: this.token, password }));
      if (this.invitation() === null) return;
      await this.session.signIn({ email, password }).catch(() => null);
      await this.router.navigateByUrl(this.session.me() ? '/' : '/sign-in', { replaceUrl: true });
    });
  }

  protected async signIn(): Promise<void> {
    this.session.returnTo = `/invitation#${this.token}`;
    await this.router.navigateByUrl('/sign-in');
  }

  protected async join(): Promise<void> {
    await this.deeds.doing('join', async () => {
      await this.unlessGone(() => this.api.join(this.token));
      if (this.invitation() !== null) this.joined.set(true);
    });
  }

  private async unlessGone(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (problemOf(error).code !== 'notFound') throw error;
      this.gone(error);
    }
  }

  private gone(error: unknown): void {
    const { code, detail } = problemOf(error);
    this.invitation.set(null);
    this.trouble.set({ detail, again: code !== 'notFound' });
  }
}
