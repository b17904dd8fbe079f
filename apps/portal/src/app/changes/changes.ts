import { httpResource } from '@angular/common/http';
import { Component, DestroyRef, computed, effect, inject, signal, untracked } from '@angular/core';
import { form } from '@angular/forms/signals';
import { type Change, type DraftChange, changeBoard } from '@trustward/contracts';
import { ErrorSummary } from '../shared/error-summary.ts';
import { newEventId } from '../shared/event-id.ts';
import { Loading } from '../shared/loading.ts';
import { fromWall, toWall } from '../shared/london-time.ts';
import { problemOf } from '../shared/problem.ts';
import { SelectField } from '../shared/select-field.ts';
import { SubmitErrors } from '../shared/submit-errors.ts';
import { TextField } from '../shared/text-field.ts';
import { Heading } from '../shell/heading.ts';
import { Outcome } from '../shell/outcome.ts';
import { TroubleNote } from '../shell/trouble.ts';
import { ChangeCard, isUnderWay } from './change-card.ts';
import { CHANGES, Changes } from './changes-api.ts';
import { daysTyped, typedDays } from './day-lines.ts';

const LOOK_EVERY_MS = 1_000;
const BLANK = { school: '', terms: '', closedDays: '', opensAt: '', person: '', until: '' };
const TRUST = { code: 'trust', label: 'The trust as a whole' };

/** Where the central team edits what running cases go by: what comes of it first, and then it is done. */
@Component({
  selector: 'tw-changes',
  imports: [ChangeCard, ErrorSummary, Heading, Loading, SelectField, TextField, TroubleNote],
  providers: [SubmitErrors],
  templateUrl: './changes.html',
  styles: '.card { margin: var(--s4) 0; }',
})
export class ChangesPage {
  private readonly changes = inject(Changes);
  private readonly errors = inject(SubmitErrors);
  private readonly outcome = inject(Outcome);
  protected readonly board = httpResource(() => CHANGES, { parse: (body) => changeBoard.parse(body) });
  protected readonly known = computed(() => (this.board.hasValue() ? this.board.value() : null));
  private readonly model = signal(BLANK);
  protected readonly form = form(this.model);
  protected readonly busy = signal(false);
  /** The change that is looked at. */
  protected readonly shown = signal<Change | null>(null);

  protected readonly schools = computed(() => [
    ...(this.known()?.schools ?? []).map(({ id, name }) => ({ code: id, label: name })),
    TRUST,
  ]);
  private readonly chosen = computed(() => this.model().school);
  protected readonly school = computed(() => this.known()?.schools.find(({ id }) => id === this.chosen()));
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
      this.fill({ until: until === null ? '' : toWall(Date.parse(until)) });
    });
    effect(() => {
      const latest = this.known()?.latest.find(isUnderWay);
      if (latest && untracked(this.shown) === null) this.shown.set(latest);
    });
    const timer = setInterval(() => void this.look(), LOOK_EVERY_MS);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
  }

  protected async draftDays(event: Event): Promise<void> {
    event.preventDefault();
    const { school: schoolId, ...typed } = this.model();
    const days = daysTyped(typed);
    if (!('terms' in days)) {
      this.errors.show(days);
      return;
    }
    await this.draft({ kind: 'calendar', eventId: newEventId(), schoolId, ...days }, 'terms');
  }

  protected async draftAbsence(event: Event): Promise<void> {
    event.preventDefault();
    const { person: personId, until: typed } = this.model();
    if (personId === '') {
      this.errors.show([{ field: 'person', message: 'Choose who is away' }]);
      return;
    }
    const at = typed === '' ? null : fromWall(typed);
    const until = at === null ? null : new Date(at).toISOString();
    await this.draft({ kind: 'absence', eventId: newEventId(), personId, until }, 'until');
  }

  protected async apply(): Promise<void> {
    const change = this.shown();
    if (change === null) return;
    await this.doing(async () => {
      this.shown.set(await this.changes.apply(change));
      this.outcome.tell('It is being applied to the running cases.', 'change-title');
    }, 'change-title');
  }

  private async draft(draft: DraftChange, field: string): Promise<void> {
    await this.doing(async () => {
      this.shown.set(await this.changes.draft(draft));
      this.outcome.forget();
    }, field);
  }

  private async doing(work: () => Promise<void>, field: string): Promise<void> {
    if (this.busy()) return;
    this.errors.clear();
    this.busy.set(true);
    try {
      await work();
    } catch (error) {
      // Refused, out of reach or signed out meanwhile: what was typed stays on the page, and what is shown is asked anew.
      const { detail, fields } = problemOf(error);
      const at = fields[0]?.field.split('.')[0] ?? field;
      this.errors.show([{ field: at, message: detail }]);
      await this.look(true);
    } finally {
      this.busy.set(false);
    }
  }

  /** How far it has got; once it is done, what can be changed is another. */
  private async look(anyway = false): Promise<void> {
    const change = this.shown();
    if (change === null || !(anyway || isUnderWay(change))) return;
    // Out of reach for a moment: it is asked again.
    const now = await this.changes.read(change.id).catch(() => change);
    if (this.shown()?.id !== now.id) return;
    this.shown.set(now);
    if (now.state === 'applied' && change.state !== 'applied') this.board.reload();
  }

  private fill(some: Partial<typeof BLANK>): void {
    this.model.update((before) => ({ ...before, ...some }));
  }
}
