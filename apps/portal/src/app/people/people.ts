import { Component, computed, inject, signal } from '@angular/core';
import { form } from '@angular/forms/signals';
import { RouterLink } from '@angular/router';
import { type FindPeople, findPeople, peoplePage } from '@trustward/contracts';
import { Loading } from '../shared/loading.ts';
import { pages } from '../shared/pages.ts';
import { SelectField } from '../shared/select-field.ts';
import { ShowMore } from '../shared/show-more.ts';
import { SubmitErrors } from '../shared/submit-errors.ts';
import { TextField } from '../shared/text-field.ts';
import { Heading } from '../shell/heading.ts';
import { TroubleNote } from '../shell/trouble.ts';
import { POST_CHOICES, STATE_CHOICES, invitedUntil, placeOf, spanOf, stateOf } from './people-words.ts';

const ANY = { words: '', school: '', role: '', state: '' };
const orNull = (code: string): string | null => (code === '' ? null : code);

/** Who holds which post where, for the central team; of whom only cases know nothing is here. */
@Component({
  selector: 'tw-people',
  imports: [Heading, Loading, RouterLink, SelectField, ShowMore, TextField, TroubleNote],
  providers: [SubmitErrors],
  templateUrl: './people.html',
  styles: '.card { margin: var(--s4) 0; } .none { margin-top: var(--s4); }',
})
export class PeoplePage {
  private readonly errors = inject(SubmitErrors);
  private readonly model = signal(ANY);
  protected readonly form = form(this.model);
  /** What was asked for; typing asks for nothing. */
  private readonly wanted = signal<Partial<FindPeople>>({});
  protected readonly list = pages(
    () => '/api/people/search',
    peoplePage,
    () => this.wanted(),
  );

  protected readonly schools = computed(() => [
    { code: '', label: 'Any' },
    ...(this.list.first()?.schools ?? []).map(({ id, name }) => ({ code: id, label: name })),
    { code: 'trust', label: 'The trust as a whole' },
  ]);
  protected readonly roles = [{ code: '', label: 'Any' }, ...POST_CHOICES];
  protected readonly states = [{ code: '', label: 'Any' }, ...STATE_CHOICES];
  protected readonly shown = computed(() =>
    this.list.items()?.map(({ id, name, state, invited, posts }) => ({
      id,
      name,
      stateWord: stateOf(state),
      invited: invited && invitedUntil(invited),
      posts: posts.map((post) => ({ ...post, place: placeOf(post), span: spanOf(post) })),
    })),
  );
  protected readonly howMany = computed(() => {
    const total = this.list.first()?.total ?? 0;
    return total === 1 ? '1 person' : `${total} people`;
  });

  protected find(event: Event): void {
    event.preventDefault();
    const { words, school, role, state } = this.model();
    const asked = { words, school: orNull(school), role: orNull(role), state: orNull(state) };
    const read = findPeople.safeParse(asked);
    if (!read.success) {
      const { issues } = read.error;
      this.errors.show(issues.map(({ path, message }) => ({ field: String(path[0]), message })));
      return;
    }
    this.errors.clear();
    this.wanted.set(asked as Partial<FindPeople>);
  }
}
