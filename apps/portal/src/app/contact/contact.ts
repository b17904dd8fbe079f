import { HttpClient, httpResource } from '@angular/common/http';
import { Component, computed, effect, inject, signal } from '@angular/core';
import { form } from '@angular/forms/signals';
import { type ContactChoice, USUAL_CHOICE, contactSettings } from '@trustward/contracts';
import { firstValueFrom } from 'rxjs';
import { ErrorSummary } from '../shared/error-summary.ts';
import { Loading } from '../shared/loading.ts';
import { problemOf } from '../shared/problem.ts';
import { RadiosField } from '../shared/radios-field.ts';
import { SubmitErrors } from '../shared/submit-errors.ts';
import { Heading } from '../shell/heading.ts';
import { Outcome } from '../shell/outcome.ts';
import { TroubleNote } from '../shell/trouble.ts';
import { LATER, QUIET, soonChoices } from './contact-words.ts';

const ADDRESS = '/api/me/contact';

/** How whoever is signed in is told of what is not urgent. */
@Component({
  selector: 'tw-contact',
  imports: [ErrorSummary, Heading, Loading, RadiosField, TroubleNote],
  providers: [SubmitErrors],
  templateUrl: './contact.html',
  styles: '.lead, .card { margin: var(--s4) 0; }',
})
export class ContactPage {
  private readonly http = inject(HttpClient);
  private readonly errors = inject(SubmitErrors);
  private readonly outcome = inject(Outcome);
  protected readonly settings = httpResource(() => ADDRESS, { parse: (body) => contactSettings.parse(body) });
  private readonly model = signal<Record<keyof ContactChoice, string>>(USUAL_CHOICE);
  /** Nothing can be chosen but what is offered, and something always is. */
  protected readonly form = form(this.model);
  protected readonly busy = signal(false);
  protected readonly soon = computed(() => soonChoices(this.settings.value()?.phoneEnding ?? null));
  protected readonly later = LATER;
  protected readonly quiet = QUIET;

  constructor() {
    effect(() => {
      const known = this.settings.value();
      if (known) this.model.set(known.choice);
    });
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy()) return;
    this.errors.clear();
    this.busy.set(true);
    try {
      await firstValueFrom(this.http.post(ADDRESS, this.model()));
      this.outcome.tell('Saved. What is urgent reaches you whatever you choose.', null);
    } catch (error) {
      // Out of reach, or signed out meanwhile: what was chosen stays on the page.
      this.errors.show([{ field: 'soon', message: problemOf(error).detail }]);
    } finally {
      this.busy.set(false);
    }
  }
}
