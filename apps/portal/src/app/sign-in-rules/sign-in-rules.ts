import { HttpClient, httpResource } from '@angular/common/http';
import { Component, computed, effect, inject } from '@angular/core';
import { SIGN_IN_LIMITS, type SignInRules, signInRulesShown } from '@trustward/contracts';
import { firstValueFrom } from 'rxjs';
import { ErrorSummary } from '../shared/error-summary.ts';
import { Loading } from '../shared/loading.ts';
import { byWhen } from '../shared/london-time.ts';
import { pageForm } from '../shared/page-form.ts';
import { RadiosField } from '../shared/radios-field.ts';
import { SubmitErrors } from '../shared/submit-errors.ts';
import { Tick } from '../shared/tick.ts';
import { Heading } from '../shell/heading.ts';
import { TroubleNote } from '../shell/trouble.ts';
import { ProofsAskedForm } from './proofs-asked.ts';
import { ResetProofsForm } from './reset-proofs.ts';
import { TrustSignOnCard } from './trust-sign-on.ts';
import { idleChoices, longestChoices, stepUpChoices } from './rule-words.ts';

const ADDRESS = '/api/trust/sign-in';

/** Where the central team says how long its people stay signed in, when they are asked for their password again, and of whom more is asked. */
@Component({
  selector: 'tw-sign-in-rules',
  imports: [
    ErrorSummary,
    Heading,
    Loading,
    ProofsAskedForm,
    RadiosField,
    ResetProofsForm,
    TroubleNote,
    TrustSignOnCard,
  ],
  providers: [SubmitErrors],
  templateUrl: './sign-in-rules.html',
  styles: '.lead, .card { margin: var(--s4) 0; }',
})
export class SignInRulesPage {
  private readonly http = inject(HttpClient);
  private readonly tick = inject(Tick);
  private readonly page = pageForm({ idleMinutes: '', longestMinutes: '', stepUpMinutes: '' });
  protected readonly form = this.page.form;
  protected readonly busy = this.page.busy;
  protected readonly kept = httpResource(() => ADDRESS, { parse: (body) => signInRulesShown.parse(body) });
  private readonly rules = computed<SignInRules>(() => this.kept.value()?.rules ?? SIGN_IN_LIMITS);
  protected readonly idle = computed(() => idleChoices(this.rules().idleMinutes));
  protected readonly longest = computed(() => longestChoices(this.rules().longestMinutes));
  protected readonly stepUp = computed(() => stepUpChoices(this.rules().stepUpMinutes));
  protected readonly set = computed(() => {
    const set = this.kept.value()?.set;
    return set ? `${byWhen(Date.parse(set.at), this.tick.server())}, by ${set.by ?? 'somebody'}` : null;
  });

  constructor() {
    effect(() => {
      const { idleMinutes, longestMinutes, stepUpMinutes } = this.rules();
      this.page.model.set({
        idleMinutes: String(idleMinutes),
        longestMinutes: String(longestMinutes),
        stepUpMinutes: String(stepUpMinutes),
      });
    });
  }

  protected reload(): void {
    this.kept.reload();
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    await this.page.doing('idleMinutes', async () => {
      const { idleMinutes, longestMinutes, stepUpMinutes } = this.page.model();
      const rules: SignInRules = {
        idleMinutes: Number(idleMinutes),
        longestMinutes: Number(longestMinutes),
        stepUpMinutes: Number(stepUpMinutes),
      };
      await firstValueFrom(this.http.post(ADDRESS, rules));
      this.page.outcome.tell('Saved. It holds for everybody in the trust, from now on.', null);
      this.kept.reload();
    });
  }
}
