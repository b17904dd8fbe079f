import { HttpClient, httpResource } from '@angular/common/http';
import { Component, computed, effect, inject } from '@angular/core';
import { type ContactChoice, USUAL_CHOICE, contactSettings } from '@trustward/contracts';
import { firstValueFrom } from 'rxjs';
import { ErrorSummary } from '../shared/error-summary.ts';
import { Loading } from '../shared/loading.ts';
import { pageForm } from '../shared/page-form.ts';
import { RadiosField } from '../shared/radios-field.ts';
import { SubmitErrors } from '../shared/submit-errors.ts';
import { Heading } from '../shell/heading.ts';
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
  /** Nothing can be chosen but what is offered, and something always is. */
  private readonly page = pageForm<Record<keyof ContactChoice, string>>(USUAL_CHOICE);
  protected readonly form = this.page.form;
  protected readonly busy = this.page.busy;
  protected readonly settings = httpResource(() => ADDRESS, { parse: (body) => contactSettings.parse(body) });
  protected readonly soon = computed(() => soonChoices(this.settings.value()?.phoneEnding ?? null));
  protected readonly later = LATER;
  protected readonly quiet = QUIET;

  constructor() {
    effect(() => {
      const known = this.settings.value();
      if (known) this.page.model.set(known.choice);
    });
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    await this.page.doing('soon', async () => {
      await firstValueFrom(this.http.post(ADDRESS, this.page.model()));
      this.page.outcome.tell('Saved. What is urgent reaches you whatever you choose.', null);
    });
  }
}
