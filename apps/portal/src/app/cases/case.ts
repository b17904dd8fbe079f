import { Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { DangerPanel } from '../shared/danger-panel.ts';
import { dayAndTime } from '../shared/london-time.ts';
import { numberWord } from '../shared/duration.ts';
import { kept } from '../shared/kept.ts';
import { Loading } from '../shared/loading.ts';
import { Numbers, checkedWords } from '../shared/numbers.ts';
import { problemOf } from '../shared/problem.ts';
import { Tick } from '../shared/tick.ts';
import { Counts } from '../shell/counts.ts';
import { Heading } from '../shell/heading.ts';
import { reloadOnChange } from '../shell/on-change.ts';
import { TroubleNote } from '../shell/trouble.ts';
import { caseResource } from './case-api.ts';
import { initialsOf } from './child-line.ts';
import { DrillClock } from './drill-clock.ts';
import { Holds } from './holds.ts';
import { NextBox } from './next-box.ts';
import { isOpen, nextTask } from './next-task.ts';
import { Reported } from './reported.ts';
import { TaskList } from './task-list.ts';
import { Timeline } from './timeline.ts';
import { Unrecorded } from './unrecorded.ts';

/** One case: what to do next, first and largest; then its tasks and everything that happened. */
@Component({
  selector: 'tw-case',
  imports: [
    RouterLink,
    Heading,
    Loading,
    TroubleNote,
    NextBox,
    TaskList,
    Timeline,
    DrillClock,
    Holds,
    Numbers,
    DangerPanel,
    Reported,
    Unrecorded,
  ],
  templateUrl: './case.html',
  styleUrl: './case.scss',
})
export class CasePage {
  private readonly tick = inject(Tick);
  private readonly counts = inject(Counts);
  readonly caseId = input.required<string>();

  protected readonly found = caseResource(this.caseId);
  private readonly last = kept(this.found);
  protected readonly view = computed(() => {
    const view = this.last();
    return view?.id === this.caseId() ? view : undefined;
  });
  protected readonly now = computed(() => {
    const view = this.view();
    return view ? this.tick.nowOf(view.now, view.receivedAt) : 0;
  });
  /** Whether this page's reader has just said something on it, which may have been all that opened the case to them. */
  private readonly acted = signal(false);
  protected readonly closedByAnswer = computed(
    () =>
      this.acted() && this.found.error() !== undefined && problemOf(this.found.error()).code === 'notFound',
  );
  protected readonly checked = computed(() => checkedWords(this.view()?.numbers.numbers ?? []));
  /** While a call for a child in danger is still owed, whoever owes it. */
  protected readonly inDanger = computed(
    () => this.view()?.tasks.some((task) => task.danger && isOpen(task)) ?? false,
  );
  protected readonly initials = computed(() => {
    const child = this.view()?.child;
    return child ? initialsOf(child) : '';
  });
  protected readonly looked = computed(() => lookedWords(this.view()?.lookedToday ?? 0));
  protected readonly next = computed(() => nextTask(this.view()));
  protected readonly who = computed(() =>
    (this.view()?.whoCanSee ?? []).map(({ name, role }) => ({ name, role })),
  );

  constructor() {
    reloadOnChange(() => this.found.reload());
  }

  protected changed(): void {
    this.acted.set(true);
    this.found.reload();
    // Whoever may not open it any more hears nothing live of it.
    this.counts.reload();
  }

  protected at(instant: string): string {
    return dayAndTime(Date.parse(instant), this.now());
  }
}

function lookedWords(people: number): string {
  if (people === 0) return 'Nobody has looked today.';
  return people === 1 ? 'One person looked today.' : `${numberWord(people)} people looked today.`;
}
