import { httpResource } from '@angular/common/http';
import { Component, computed, inject, signal } from '@angular/core';
import { form } from '@angular/forms/signals';
import { RouterLink } from '@angular/router';
import { POSTS } from '@trustward/chain';
import { changeBoard, draftChange } from '@trustward/contracts';
import { ChangeCards } from '../changes/change-cards.ts';
import { ChangeDesk } from '../changes/change-desk.ts';
import { ChangeList } from '../changes/change-list.ts';
import { BOARD } from '../changes/changes-api.ts';
import { ErrorSummary } from '../shared/error-summary.ts';
import { newEventId } from '../shared/event-id.ts';
import { kept } from '../shared/kept.ts';
import { fromWall } from '../shared/london-time.ts';
import { readAnswer } from '../shared/read-answer.ts';
import { SelectField } from '../shared/select-field.ts';
import { SubmitErrors } from '../shared/submit-errors.ts';
import { TextField } from '../shared/text-field.ts';
import { Heading } from '../shell/heading.ts';
import { POST_CHOICES, isOfSchool } from './people-words.ts';

const BLANK = { name: '', email: '', begins: '', school: '', from: '' };

/** Somebody who joins: what comes of it is shown first, and somebody else confirms it. */
@Component({
  selector: 'tw-joiner',
  imports: [ChangeCards, ErrorSummary, Heading, RouterLink, SelectField, TextField],
  providers: [SubmitErrors, ChangeList, ChangeDesk],
  templateUrl: './joiner.html',
  styles: '.card { margin: var(--s4) 0; }',
})
export class JoinerPage {
  private readonly errors = inject(SubmitErrors);
  protected readonly desk = inject(ChangeDesk);
  private readonly found = httpResource(() => BOARD, { parse: (body) => readAnswer(changeBoard, body) });
  private readonly board = kept(this.found);
  private readonly model = signal(BLANK);
  protected readonly form = form(this.model);
  protected readonly kinds = ['joiner'] as const;
  protected readonly roles = POST_CHOICES;
  private readonly role = computed(() => POSTS.find((each) => each === this.model().begins));
  protected readonly isOfSchool = computed(() => {
    const role = this.role();
    return role !== undefined && isOfSchool(role);
  });
  protected readonly schools = computed(() =>
    (this.board()?.schools ?? []).map(({ id, name }) => ({ code: id, label: name })),
  );

  protected async draft(event: Event): Promise<void> {
    event.preventDefault();
    const { name, email, school, from } = this.model();
    const role = this.role();
    const at = from === '' ? null : fromWall(from);
    const read = draftChange.safeParse({
      kind: 'joiner',
      eventId: newEventId(),
      ...{ name, email },
      begins: role === undefined ? [] : [{ role, schoolId: this.isOfSchool() ? school || null : null }],
      from: at === null ? null : new Date(at).toISOString(),
    });
    const wrong = [
      ...(read.error?.issues ?? []).map(({ path, message }) => ({ field: String(path[0]), message })),
      ...(this.isOfSchool() && school === ''
        ? [{ field: 'school', message: 'Choose the school of their post' }]
        : []),
      ...(from !== '' && at === null ? [{ field: 'from', message: 'Give a day and a time' }] : []),
    ];
    this.errors.show(wrong);
    if (wrong.length > 0 || !read.success) return;
    await this.desk.draft(read.data, 'name');
  }
}
