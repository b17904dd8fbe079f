import { Component, computed, inject, input, output } from '@angular/core';
import { deeds } from '../shared/deeds.ts';
import { ErrorSummary } from '../shared/error-summary.ts';
import { byWhen } from '../shared/london-time.ts';
import { SubmitErrors } from '../shared/submit-errors.ts';
import { Tick } from '../shared/tick.ts';
import { Outcome } from '../shell/outcome.ts';
import { keepSignOn } from '../sign-on/known-sign-on.ts';
import { SignOnApi } from '../sign-on/sign-on-api.ts';

const TITLE = 'sign-on-title';

/** One's own account and the trust's sign-on: linked and unlinked by its owner alone. */
@Component({
  selector: 'tw-own-sign-on',
  imports: [ErrorSummary],
  providers: [SubmitErrors],
  template: `
    <section class="card words" aria-labelledby="sign-on-title">
      <h2 id="sign-on-title" tabindex="-1">Your trust’s sign-on</h2>
      <tw-error-summary />
      @if (since(); as since) {
        <p>
          Linked {{ since }}. You sign in by it, or by your password. Before what matters most you are asked
          for your password all the same.
        </p>
        <p>
          <button type="button" class="btn second" [attr.aria-disabled]="busy()" (click)="unlink()">
            Unlink it
          </button>
        </p>
      } @else {
        <p>
          You can sign in where you do for your trust’s mail and files. Whoever runs that could then sign in
          as you, within your trust, as far as nothing asks for your password.
        </p>
        <p>
          <button type="button" class="btn second" [attr.aria-disabled]="busy()" (click)="link()">
            {{ busy() ? 'Going there…' : 'Link your trust’s sign-on' }}
          </button>
        </p>
      }
    </section>
  `,
  styles: '.card { margin: var(--s4) 0; } p { margin-top: var(--s3); }',
})
export class OwnSignOn {
  private readonly api = inject(SignOnApi);
  private readonly outcome = inject(Outcome);
  private readonly tick = inject(Tick);
  private readonly deeds = deeds();
  readonly linkedSince = input.required<string | null>();
  readonly changed = output();
  protected readonly busy = this.deeds.busy;
  protected readonly since = computed(() => {
    const since = this.linkedSince();
    return since && byWhen(Date.parse(since), this.tick.server());
  });

  protected link(): Promise<void> {
    return this.deeds.doing(TITLE, () => this.api.link());
  }

  protected unlink(): Promise<void> {
    return this.deeds.doing(TITLE, async () => {
      await this.api.unlink();
      keepSignOn(null);
      this.outcome.tell('It is unlinked. Whoever had signed in by it is signed out.', TITLE);
      this.changed.emit();
    });
  }
}
