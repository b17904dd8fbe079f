import { httpResource } from '@angular/common/http';
import { Component, computed, effect, inject, signal } from '@angular/core';
import { form } from '@angular/forms/signals';
import { type AuthorityShown, authorityBoard } from '@trustward/contracts';
import { ChangeCards } from '../changes/change-cards.ts';
import { ChangeDesk } from '../changes/change-desk.ts';
import { ChangeList } from '../changes/change-list.ts';
import { ErrorSummary } from '../shared/error-summary.ts';
import { newEventId } from '../shared/event-id.ts';
import { Loading } from '../shared/loading.ts';
import { readAnswer } from '../shared/read-answer.ts';
import { SelectField } from '../shared/select-field.ts';
import { SubmitErrors } from '../shared/submit-errors.ts';
import { Heading } from '../shell/heading.ts';
import { TroubleNote } from '../shell/trouble.ts';
import { type Held, HeldForm } from './held-form.ts';
import { MailForm, mailFieldOf } from './mail-form.ts';
import { NumberForm, fieldOf } from './number-form.ts';

const AUTHORITIES = '/api/authorities';

/** Where the central team drafts what is held otherwise of a local authority: how it is reached, its hours and limits. */
@Component({
  selector: 'tw-authorities',
  imports: [
    ChangeCards,
    ErrorSummary,
    Heading,
    HeldForm,
    Loading,
    MailForm,
    NumberForm,
    SelectField,
    TroubleNote,
  ],
  providers: [SubmitErrors, ChangeList, ChangeDesk],
  templateUrl: './authorities.html',
  styles: '.card { margin: var(--s4) 0; }',
})
export class AuthoritiesPage {
  private readonly list = inject(ChangeList);
  protected readonly desk = inject(ChangeDesk);
  protected readonly board = httpResource(() => AUTHORITIES, {
    parse: (body) => readAnswer(authorityBoard, body),
  });
  protected readonly known = computed(() => (this.board.hasValue() ? this.board.value().authorities : null));
  protected readonly kinds = ['authority', 'number', 'mail'] as const;
  private readonly model = signal({ authority: '' });
  protected readonly form = form(this.model);
  protected readonly choices = computed(() =>
    (this.known() ?? []).map(({ id, name }) => ({ code: id, label: name })),
  );
  /** Only what is another, or is held otherwise, is typed over what stands in the forms. */
  protected readonly chosen = computed(
    () => this.known()?.find(({ id }) => id === this.model().authority) ?? null,
    { equal: (one, other) => JSON.stringify(one) === JSON.stringify(other) },
  );

  constructor() {
    let before: string | null = null;
    effect(() => {
      const newest = this.list.newestApplied();
      if (before !== null && before !== newest) this.board.reload();
      before = newest;
    });
  }

  protected async draft(authorityId: string, held: Held): Promise<void> {
    await this.desk.draft({ kind: 'authority', eventId: newEventId(), authorityId, ...held }, 'hours');
  }

  protected async keep(
    authorityId: string,
    about: AuthorityShown['numbers'][number]['about'],
    number: string | null,
  ): Promise<void> {
    const draft = { kind: 'number', eventId: newEventId(), authorityId, about, number } as const;
    await this.desk.draft(draft, fieldOf({ about }));
  }

  protected async keepMail(
    authorityId: string,
    party: AuthorityShown['mails'][number]['party'],
    address: string | null,
  ): Promise<void> {
    const draft = { kind: 'mail', eventId: newEventId(), authorityId, party, address } as const;
    await this.desk.draft(draft, mailFieldOf({ party }));
  }
}
