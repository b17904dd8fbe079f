import { Component, inject, input, output } from '@angular/core';
import type { PersonShown } from '@trustward/contracts';
import { Invitations } from '../invitation/invitation-api.ts';
import { deeds } from '../shared/deeds.ts';
import { ErrorSummary } from '../shared/error-summary.ts';
import { SubmitErrors } from '../shared/submit-errors.ts';
import { Outcome } from '../shell/outcome.ts';
import { invitedWords } from './people-words.ts';

const TITLE = 'invite-title';

/** Asks somebody to make an account, by a letter that only they have. */
@Component({
  selector: 'tw-inviting',
  imports: [ErrorSummary],
  providers: [SubmitErrors],
  template: `
    <section class="card words" aria-labelledby="invite-title">
      <h2 id="invite-title" tabindex="-1">Invitation</h2>
      <tw-error-summary />
      @if (person().invited; as invited) {
        <p>{{ words(invited) }}</p>
        <div class="row">
          <button
            type="button"
            id="invite"
            class="btn second"
            [attr.aria-disabled]="deeds.busy()"
            (click)="invite()"
          >
            Send a new link
          </button>
          <button type="button" class="btn second" [attr.aria-disabled]="deeds.busy()" (click)="withdraw()">
            Withdraw the invitation
          </button>
        </div>
      } @else {
        <p>
          They are sent a link to {{ person().email || 'no address' }}, by which they choose a password of
          their own. It can be used once, and ends after two weeks. Nobody else is shown it.
        </p>
        <button type="button" id="invite" class="btn" [attr.aria-disabled]="deeds.busy()" (click)="invite()">
          Invite them to make an account
        </button>
      }
    </section>
  `,
})
export class Inviting {
  private readonly api = inject(Invitations);
  private readonly outcome = inject(Outcome);
  protected readonly deeds = deeds();
  readonly person = input.required<PersonShown>();
  readonly changed = output();
  protected readonly words = invitedWords;

  protected invite(): Promise<void> {
    return this.done(
      () => this.api.invite(this.person().id),
      'They are sent a link. Any link before it cannot be used any more.',
    );
  }

  protected withdraw(): Promise<void> {
    return this.done(
      () => this.api.withdraw(this.person().id),
      'The invitation is withdrawn: its link cannot be used any more.',
    );
  }

  private done(work: () => Promise<unknown>, words: string): Promise<void> {
    return this.deeds.doing('invite', async () => {
      await work();
      this.outcome.tell(words, TITLE);
      this.changed.emit();
    });
  }
}
