import { httpResource } from '@angular/common/http';
import { Component, DOCUMENT, computed, effect, inject } from '@angular/core';
import { type Change, type DraftChange, changeBoard } from '@trustward/contracts';
import { ErrorSummary } from '../shared/error-summary.ts';
import { newEventId } from '../shared/event-id.ts';
import { Loading } from '../shared/loading.ts';
import { fromWall, toWall } from '../shared/london-time.ts';
import { pageForm } from '../shared/page-form.ts';
import { SelectField } from '../shared/select-field.ts';
import { ShowMore } from '../shared/show-more.ts';
import { SubmitErrors } from '../shared/submit-errors.ts';
import { TextField } from '../shared/text-field.ts';
import { Heading } from '../shell/heading.ts';
import { TroubleNote } from '../shell/trouble.ts';
import { ChangeCard, titleOf } from './change-card.ts';
import { ChangeList } from './change-list.ts';
import { BOARD, Changes } from './changes-api.ts';
import { dayIn, daysTyped, typedDays } from './day-lines.ts';

const BLANK = {
  school: '',
  terms: '',
  closedDays: '',
  opensAt: '',
  closedDay: '',
  person: '',
  from: '',
  until: '',
};
const TAKEN = {
  applying: 'It is being applied to the running cases.',
  waiting: 'It is entered, and reaches the running cases when it begins.',
  aside: 'It was put aside. Nothing was changed.',
  back: 'It was taken back before it began.',
} as const;
const TRUST = { code: 'trust', label: 'The trust as a whole' };

/** Where the central team edits what running cases go by: what comes of it first, and then it is done. */
@Component({
  selector: 'tw-changes',
  imports: [ChangeCard, ErrorSummary, Heading, Loading, SelectField, ShowMore, TextField, TroubleNote],
  providers: [SubmitErrors, ChangeList],
  templateUrl: './changes.html',
  styles: '.card { margin: var(--s4) 0; }',
})
export class ChangesPage {
  private readonly changes = inject(Changes);
  private readonly page = pageForm(BLANK);
  protected readonly form = this.page.form;
  protected readonly busy = this.page.busy;
  private readonly document = inject(DOCUMENT);
  protected readonly list = inject(ChangeList);
  protected readonly board = httpResource(() => BOARD, { parse: (body) => changeBoard.parse(body) });
  protected readonly known = computed(() => (this.board.hasValue() ? this.board.value() : null));

  protected readonly schools = computed(() => [
    ...(this.known()?.schools ?? []).map(({ id, name }) => ({ code: id, label: name })),
    TRUST,
  ]);
  private readonly chosen = computed(() => this.page.model().school);
  /** Only what is another school, or has other days, is typed over what stands in the form. */
  protected readonly school = computed(() => this.known()?.schools.find(({ id }) => id === this.chosen()), {
    equal: (one, other) => JSON.stringify(one) === JSON.stringify(other),
  });
  protected readonly people = computed(() => {
    const here = this.chosen() === TRUST.code ? null : this.chosen();
    const found = (this.known()?.people ?? []).filter(({ schoolId }) => schoolId === here);
    return found.map(({ id, name }) => ({ code: id, label: name }));
  });
  private readonly awayUntil = computed(() => {
    const person = this.page.model().person;
    return this.known()?.people.find(({ id }) => id === person)?.awayUntil ?? null;
  });

  constructor() {
    effect(() => {
      const days = this.school()?.days;
      this.chosen();
      this.fill({ person: '', ...typedDays(days ?? { terms: [], closedDays: [], opensAt: null }) });
    });
    effect(() => {
      const until = this.awayUntil();
      this.fill({ from: '', until: until === null ? '' : toWall(Date.parse(until)) });
    });
    let before: string | null = null;
    effect(() => {
      const newest = this.list.newestApplied();
      // Once one is applied, what can be changed is another.
      if (before !== null && before !== newest) this.board.reload();
      before = newest;
    });
  }

  protected async draftDays(event: Event): Promise<void> {
    event.preventDefault();
    const { school: schoolId, ...typed } = this.page.model();
    const days = daysTyped(typed);
    if (!('terms' in days)) {
      this.page.errors.show(days);
      return;
    }
    await this.draft({ kind: 'calendar', eventId: newEventId(), schoolId, ...days }, 'terms');
  }

  protected async draftAbsence(event: Event): Promise<void> {
    event.preventDefault();
    const { person: personId, from, until } = this.page.model();
    if (personId === '') {
      this.page.errors.show([{ field: 'person', message: 'Choose who is away' }]);
      return;
    }
    const absence = { personId, from: instantOf(from), until: instantOf(until) };
    await this.draft({ kind: 'absence', eventId: newEventId(), ...absence }, 'until');
  }

  protected async draftClosedDay(event: Event): Promise<void> {
    event.preventDefault();
    const day = dayIn(this.page.model().closedDay);
    if (day === null) {
      this.page.errors.show([{ field: 'closedDay', message: 'Write the day as 27 November 2026' }]);
      return;
    }
    await this.draftDay(day, this.school()?.authority.id ?? null, true);
  }

  protected async openAgain({ edit }: Change): Promise<void> {
    if (edit.kind === 'closedDay') await this.draftDay(edit.day, edit.authorityId, false);
  }

  private async draftDay(day: string, authorityId: string | null, isClosed: boolean): Promise<void> {
    const eventId = newEventId();
    await this.draft({ kind: 'closedDay', eventId, day, authorityId, isClosed }, 'closedDay');
  }

  protected async apply(change: Change): Promise<void> {
    await this.page.doing(titleOf(change), async () => {
      const { state } = await this.changes.apply(change);
      this.page.outcome.tell(TAKEN[state === 'waiting' ? 'waiting' : 'applying'], titleOf(change));
    });
    this.list.reload();
  }

  protected async putAside(change: Change): Promise<void> {
    await this.page.doing(titleOf(change), async () => {
      await this.changes.putAside(change);
      this.page.outcome.tell(TAKEN[change.state === 'waiting' ? 'back' : 'aside'], 'outcome');
    });
    this.list.reload();
  }

  private async draft(draft: DraftChange, field: string): Promise<void> {
    await this.page.doing(field, async () => {
      const drafted = await this.changes.draft(draft);
      this.list.add(drafted);
      this.page.outcome.forget();
      await this.page.outcome.land(titleOf(drafted), this.document.activeElement);
    });
  }

  private fill(some: Partial<typeof BLANK>): void {
    this.page.model.update((before) => ({ ...before, ...some }));
  }
}

/** The instant a London wall clock shows; null where nothing was typed. */
function instantOf(typed: string): string | null {
  const at = typed === '' ? null : fromWall(typed);
  return at === null ? null : new Date(at).toISOString();
}
