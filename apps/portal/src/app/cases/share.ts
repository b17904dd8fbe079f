import { Component, computed, inject, input } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { SHARED_PARTS, SHARE_DAYS, giveShare } from '@trustward/contracts';
import { ErrorSummary } from '../shared/error-summary.ts';
import { newEventId } from '../shared/event-id.ts';
import { Loading } from '../shared/loading.ts';
import { pageForm } from '../shared/page-form.ts';
import { RadiosField } from '../shared/radios-field.ts';
import { SelectField } from '../shared/select-field.ts';
import { SubmitErrors } from '../shared/submit-errors.ts';
import { TextField } from '../shared/text-field.ts';
import { Heading } from '../shell/heading.ts';
import { TroubleNote } from '../shell/trouble.ts';
import { PART_WORDS } from '../shown/part-words.ts';
import { ShareApi, sharesResource } from '../shown/share-api.ts';

const BLANK = { to: '', part: '', days: String(SHARE_DAYS), reason: '' };

/** Letting a named colleague see a part of a case for a time. */
@Component({
  selector: 'tw-share',
  imports: [ErrorSummary, Heading, Loading, RadiosField, RouterLink, SelectField, TextField, TroubleNote],
  providers: [SubmitErrors],
  templateUrl: './share.html',
  styles: '.lead, .card { margin: var(--s4) 0; }',
})
export class SharePage {
  private readonly api = inject(ShareApi);
  private readonly router = inject(Router);
  private readonly page = pageForm(BLANK);
  /** One for the page, so that a lost answer is not given twice. */
  private readonly eventId = newEventId();
  readonly caseId = input.required<string>();

  protected readonly form = this.page.form;
  protected readonly busy = this.page.busy;
  protected readonly found = sharesResource(this.caseId);
  protected readonly people = computed(() =>
    (this.found.hasValue() ? this.found.value().people : []).map(({ id, name, role, school }) => ({
      code: id,
      label: [name, role, ...(school === null ? [] : [school])].join(' · '),
    })),
  );
  protected readonly parts = SHARED_PARTS.map((code) => ({ code, ...PART_WORDS[code] }));

  protected async give(event: Event): Promise<void> {
    event.preventDefault();
    const read = giveShare.safeParse({ eventId: this.eventId, ...this.page.model() });
    if (!read.success) {
      const { issues } = read.error;
      this.page.errors.show(issues.map(({ path, message }) => ({ field: String(path[0]), message })));
      return;
    }
    await this.page.doing('to', async () => {
      const name =
        this.people()
          .find(({ code }) => code === read.data.to)
          ?.label.split(' · ')[0] ?? '';
      await this.api.give(this.caseId(), read.data);
      await this.router.navigate(['/cases', this.caseId()]);
      this.page.outcome.tell(`${name} can see a part of this case now, and is told so.`, null);
    });
  }
}
