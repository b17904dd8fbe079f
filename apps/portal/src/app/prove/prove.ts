import { httpResource } from '@angular/common/http';
import { Component, computed, inject } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { account } from '@trustward/contracts';
import { ACCOUNT } from '../account/account-api.ts';
import { AuthenticatorCard } from '../account/authenticator.ts';
import { PasskeysCard } from '../account/passkeys.ts';
import { AskedPasskey } from '../shared/asked-passkey.ts';
import { deeds } from '../shared/deeds.ts';
import { ErrorSummary } from '../shared/error-summary.ts';
import { kept } from '../shared/kept.ts';
import { Loading } from '../shared/loading.ts';
import { readAnswer } from '../shared/read-answer.ts';
import { SubmitErrors } from '../shared/submit-errors.ts';
import { Heading } from '../shell/heading.ts';
import { OutcomeNote } from '../shell/outcome.ts';
import { Session } from '../shell/session.ts';
import { StepUpDialog } from '../shell/step-up-dialog.ts';
import { StepUp } from '../shell/step-up.ts';
import { TroubleNote } from '../shell/trouble.ts';

/** Where whoever signed in with less than their trust asks for shows what they have, or sets it up. */
@Component({
  selector: 'tw-prove',
  imports: [
    AuthenticatorCard,
    ErrorSummary,
    Heading,
    Loading,
    OutcomeNote,
    PasskeysCard,
    RouterLink,
    StepUpDialog,
    TroubleNote,
  ],
  providers: [SubmitErrors],
  templateUrl: './prove.html',
  styles: `
    .bar {
      display: flex;
      align-items: center;
      min-height: var(--bar);
      padding: 0 var(--s5);
      background: var(--ink);
      color: #fff;
    }
    .name {
      font-size: 1.12rem;
      font-weight: 700;
    }
    main {
      max-width: 46rem;
      margin: 0 auto;
      padding: var(--s6) var(--s4);
    }
    .lead,
    .card,
    .note {
      margin: var(--s4) 0;
    }
    .row {
      margin: var(--s4) 0;
    }
    @media (forced-colors: active) {
      .bar {
        border-bottom: 1px solid CanvasText;
      }
    }
  `,
})
export class ProvePage {
  private readonly router = inject(Router);
  private readonly passkey = inject(AskedPasskey);
  private readonly deeds = deeds();
  protected readonly session = inject(Session);
  protected readonly stepUp = inject(StepUp);
  protected readonly busy = this.deeds.busy;
  protected readonly asked = computed(() => this.session.me()?.proofAsked ?? null);
  /** As it was when the page was opened: what is set up on it stays on it, with the codes that are shown once. */
  protected readonly hasPasskey = this.session.me()?.hasPasskey === true;
  protected readonly hasCode = this.session.me()?.codeAsked === true;
  protected readonly takesApp = this.asked() === 'either';
  protected readonly has = this.hasPasskey || (this.takesApp && this.hasCode);
  protected readonly account = httpResource(() => (this.has ? undefined : ACCOUNT), {
    parse: (body) => readAnswer(account, body),
  });
  protected readonly known = kept(this.account);

  protected byPasskey(): Promise<void> {
    return this.deeds.doing('prove', async () => {
      await this.session.stepUpByPasskey(await this.passkey.proof('/api/me/step-up/passkey/begin'));
      await this.goOnIfProved();
    });
  }

  protected async byCode(): Promise<void> {
    if (await this.stepUp.ask()) await this.goOnIfProved();
  }

  protected async goOn(): Promise<void> {
    const there = this.session.returnTo ?? '/';
    // Before it is gone to: whoever is led elsewhere from there is to come back.
    this.session.returnTo = null;
    await this.router.navigateByUrl(there);
  }

  protected async signOut(): Promise<void> {
    await this.session.signOut().catch(() => {
      // Out of reach: this device forgets the session all the same, and the server's ends by itself.
    });
    await this.router.navigateByUrl('/sign-in');
  }

  private async goOnIfProved(): Promise<void> {
    await this.session.refresh();
    if (this.asked() === null) await this.goOn();
  }
}
