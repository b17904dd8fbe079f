import { httpResource } from '@angular/common/http';
import { Component, computed, effect, inject, signal } from '@angular/core';
import { form } from '@angular/forms/signals';
import { type Change, changeBoard } from '@trustward/contracts';
import { ErrorSummary } from '../shared/error-summary.ts';
import { newEventId } from '../shared/event-id.ts';
import { Loading } from '../shared/loading.ts';
import { fromWall, toWall } from '../shared/london-time.ts';
import { readAnswer } from '../shared/read-answer.ts';
import { SelectField } from '../shared/select-field.ts';
import { ShowMore } from '../shared/show-more.ts';
import { SubmitErrors } from '../shared/submit-errors.ts';
import { TextField } from '../shared/text-field.ts';
import { Heading } from '../shell/heading.ts';
import { TroubleNote } from '../shell/trouble.ts';
import { ChangeCards } from './change-cards.ts';
import { ChangeDesk } from './change-desk.ts';
import { ChangeList } from './change-list.ts';
import { BOARD } from './changes-api.ts';
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
const TRUST = { code: 'trust', label: 'The trust as a whole' };

/** Where the central team edits what running cases go by: what comes of it first, and then it is done. */
@Component({
  selector: 'tw-changes',
  imports: [ChangeCards, ErrorSummary, Heading, Loading, SelectField, ShowMore, TextField, TroubleNote],
  providers: [SubmitErrors, ChangeList, ChangeDesk],
  templateUrl: './changes.html',
  styles: '.card { margin: var(--s4) 0; }',
})
export class ChangesPage {
  private readonly errors = inject(SubmitErrors);
  protected readonly list = inject(ChangeList);
  protected readonly desk = inject(ChangeDesk);
  protected readonly board = httpResource(() => BOARD, { parse: (body) => readAnswer(changeBoard, body) });
  protected readonly known = computed(() => (this.board.hasValue() ? this.board.value() : null));
  private readonly model = signal(BLANK);
  protected readonly form = form(this.model);

  protected readonly schools = computed(() => [
    ...(this.known()?.schools ?? []).map(({ id, name }) => ({ code: id, label: name })),
    TRUST,
  ]);
  private readonly chosen = computed(() => this.model().school);
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
    const person = this.model().person;
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
    const { school: schoolId, ...typed } = this.model();
    const days = daysTyped(typed);
    if (!('terms' in days)) {
      this.errors.show(days);
      return;
    }
    await this.desk.draft({ kind: 'calendar', eventId: newEventId(), schoolId, ...days }, 'terms');
  }

  protected async draftAbsence(event: Event): Promise<void> {
    event.preventDefault();
    const { person: personId, from, until } = this.model();
    if (personId === '') {
      this.errors.show([{ field: 'person', message: 'Choose who is away' }]);
      return;
    }
    const absence = { personId, from: instantOf(from), until: instantOf(until) };
    await this.desk.draft({ kind: 'absence', eventId: newEventId(), ...absence }, 'until');
  }

  protected async draftClosedDay(event: Event): Promise<void> {
    event.preventDefault();
    const day = dayIn(this.model().closedDay);
    if (day === null) {
      this.errors.show([{ field: 'closedDay', message: 'Write the day as 27 November 2026' }]);
      return;
    }
    await this.draftDay(day, this.school()?.authority.id ?? null, true);
  }

  protected async openAgain({ edit }: Change): Promise<void> {
    if (edit.kind === 'closedDay') await this.draftDay(edit.day, edit.authorityId, false);
  }

  private async draftDay(day: string, authorityId: string | null, isClosed: boolean): Promise<void> {
    const eventId = newEventId();
    await this.desk.draft({ kind: 'closedDay', eventId, day, authorityId, isClosed }, 'closedDay');
  }

  private fill(some: Partial<typeof BLANK>): void {
    this.model.update((before) => ({ ...before, ...some }));
  }
}

/** The instant a London wall clock shows; null where nothing was typed. */
function instantOf(typed: string): string | null {
  const at = typed === '' ? null : fromWall(typed);
  return at === null ? null : new Date(at).toISOString();
}
