import { httpResource } from '@angular/common/http';
import { Component, computed, effect, inject, input, signal } from '@angular/core';
import { form } from '@angular/forms/signals';
import { RouterLink } from '@angular/router';
import { POSTS } from '@trustward/chain';
import { type DraftChange, personShown } from '@trustward/contracts';
import { ChangeCards } from '../changes/change-cards.ts';
import { ChangeDesk } from '../changes/change-desk.ts';
import { ChangeList } from '../changes/change-list.ts';
import { ErrorSummary } from '../shared/error-summary.ts';
import { newEventId } from '../shared/event-id.ts';
import { kept } from '../shared/kept.ts';
import { Loading } from '../shared/loading.ts';
import { fromWall } from '../shared/london-time.ts';
import { readAnswer } from '../shared/read-answer.ts';
import { SelectField } from '../shared/select-field.ts';
import { SubmitErrors } from '../shared/submit-errors.ts';
import { TextField } from '../shared/text-field.ts';
import { Heading } from '../shell/heading.ts';
import { TroubleNote } from '../shell/trouble.ts';
import { Inviting } from './inviting.ts';
import { POST_CHOICES, isOfSchool, placeOf, spanOf, stateOf } from './people-words.ts';

const ALL = 'all';
const BLANK = { ends: '', begins: '', school: '', from: '' };
const KINDS = ['posts', 'offDuty'] as const;
type Begun = Extract<DraftChange, { kind: 'posts' }>['begins'];

/** Somebody's posts; where they move, leave or are taken off duty, what comes of it is shown first. */
@Component({
  selector: 'tw-person',
  imports: [
    ChangeCards,
    ErrorSummary,
    Heading,
    Inviting,
    Loading,
    RouterLink,
    SelectField,
    TextField,
    TroubleNote,
  ],
  providers: [SubmitErrors, ChangeList, ChangeDesk],
  templateUrl: './person.html',
  styles: '.card { margin: var(--s4) 0; } dt { font-weight: 600; } dd { margin: 0 0 var(--s3); }',
})
export class PersonPage {
  private readonly list = inject(ChangeList);
  private readonly errors = inject(SubmitErrors);
  protected readonly desk = inject(ChangeDesk);
  readonly personId = input.required<string>();
  protected readonly found = httpResource(() => `/api/people/${encodeURIComponent(this.personId())}`, {
    parse: (body) => readAnswer(personShown, body),
  });
  protected readonly person = kept(this.found);
  protected readonly kinds = KINDS;
  private readonly model = signal(BLANK);
  protected readonly form = form(this.model);

  protected readonly stateWord = computed(() => stateOf(this.person()?.state ?? 'active'));
  protected readonly posts = computed(() =>
    (this.person()?.posts ?? []).map((post) => ({ ...post, place: placeOf(post), span: spanOf(post) })),
  );
  private readonly live = computed(() => this.posts().filter(({ state }) => state !== 'over'));
  protected readonly ends = computed(() => [
    { code: '', label: 'None' },
    ...this.live().map(({ id, title, place }) => ({ code: id, label: `${title}, ${place}` })),
    ...(this.live().length > 0 ? [{ code: ALL, label: 'All of them: they leave' }] : []),
  ]);
  protected readonly roles = [{ code: '', label: 'None' }, ...POST_CHOICES];
  protected readonly isOfSchool = computed(() => {
    const role = POSTS.find((each) => each === this.model().begins);
    return role !== undefined && isOfSchool(role);
  });
  protected readonly schools = computed(() =>
    (this.person()?.schools ?? []).map(({ id, name }) => ({ code: id, label: name })),
  );

  constructor() {
    let before: string | null = null;
    effect(() => {
      const newest = this.list.newestApplied();
      // Once one is applied they are another.
      if (before !== null && before !== newest) this.found.reload();
      before = newest;
    });
  }

  protected async draftPosts(event: Event): Promise<void> {
    event.preventDefault();
    const { ends, begins, school, from } = this.model();
    const role = POSTS.find((each) => each === begins);
    if (role !== undefined && this.isOfSchool() && school === '') {
      this.errors.show([{ field: 'school', message: 'Choose the school of the post that begins' }]);
      return;
    }
    const at = from === '' ? null : fromWall(from);
    if (from !== '' && at === null) {
      this.errors.show([{ field: 'from', message: 'Give a day and a time' }]);
      return;
    }
    const ended = ends === ALL ? this.live().map(({ id }) => id) : [ends].filter(Boolean);
    const begun: Begun = role === undefined ? [] : [{ role, schoolId: this.isOfSchool() ? school : null }];
    await this.desk.draft(
      {
        kind: 'posts',
        eventId: newEventId(),
        personId: this.personId(),
        ends: ended,
        begins: begun,
        from: at === null ? null : new Date(at).toISOString(),
      },
      'ends',
    );
  }

  protected async draftDuty(offDuty: boolean): Promise<void> {
    const draft = { kind: 'offDuty', eventId: newEventId(), personId: this.personId(), offDuty } as const;
    await this.desk.draft(draft, 'duty');
  }
}
