import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import { DangerPanel } from '../shared/danger-panel.ts';
import { dayAndTime } from '../shared/london-time.ts';
import { kept } from '../shared/kept.ts';
import { Loading } from '../shared/loading.ts';
import { checkedWords } from '../shared/checked-words.ts';
import { Numbers } from '../shared/numbers.ts';
import { problemOf } from '../shared/problem.ts';
import { Tick } from '../shared/tick.ts';
import { Counts } from '../shell/counts.ts';
import { Heading } from '../shell/heading.ts';
import { reloadOnChange } from '../shell/on-change.ts';
import { TroubleNote } from '../shell/trouble.ts';
import { ActDialog } from './act-dialog.ts';
import type { ActKind } from './act-kinds.ts';
import { CaseActsCard } from './case-acts.ts';
import { CaseActs, caseResource, readable } from './case-api.ts';
import { CaseDialog } from './case-dialog.ts';
import { childWords, openedBy } from './child-line.ts';
import { DrillClock } from './drill-clock.ts';
import { Holds } from './holds.ts';
import { MistakeNote } from './mistake-note.ts';
import { NextBox } from './next-box.ts';
import { isOpen, nextTask } from './next-task.ts';
import { offered, whyGone } from './offered.ts';
import { Reported } from './reported.ts';
import { TaskList } from './task-list.ts';
import { Timeline } from './timeline.ts';
import { Unreadable } from './unreadable.ts';
import { Unrecorded } from './unrecorded.ts';
import { WhoCanSee } from './who-can-see.ts';

/** One case: what to do next, first and largest; then its tasks and everything that happened. */
@Component({
  selector: 'tw-case',
  imports: [
    ActDialog,
    CaseActsCard,
    MistakeNote,
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
    Unreadable,
    Unrecorded,
    WhoCanSee,
  ],
  providers: [CaseDialog],
  templateUrl: './case.html',
  styleUrl: './case.scss',
})
export class CasePage {
  private readonly tick = inject(Tick);
  private readonly counts = inject(Counts);
  private readonly acts = inject(CaseActs);
  protected readonly dialog = inject(CaseDialog);
  readonly caseId = input.required<string>();

  protected readonly found = caseResource(this.caseId);
  private readonly last = kept(this.found);
  private readonly shown = computed(() => {
    const shown = this.last();
    return shown?.id === this.caseId() ? shown : undefined;
  });
  protected readonly view = computed(() => readable(this.shown()));
  protected readonly unreadable = computed(() => {
    const shown = this.shown();
    return shown && 'unreadable' in shown ? shown : undefined;
  });
  protected readonly now = computed(() => {
    const view = this.shown();
    return view ? this.tick.nowOf(view.now, view.receivedAt) : 0;
  });
  /** Whether this page's reader has just said something on it, which may have been all that opened the case to them. */
  private readonly acted = signal<ActKind | 'answer' | null>(null);
  protected readonly stoodDown = computed(() => this.acted() === 'standDown');
  protected readonly closedByAnswer = computed(
    () =>
      this.acted() !== null &&
      this.found.error() !== undefined &&
      problemOf(this.found.error()).code === 'notFound',
  );
  protected readonly checked = computed(() => checkedWords(this.view()?.numbers.numbers ?? []));
  /** While a call for a child in danger is still owed, whoever owes it. */
  protected readonly inDanger = computed(
    () => this.view()?.tasks.some((task) => task.danger && isOpen(task)) ?? false,
  );
  protected readonly child = computed(() => childWords(this.view()?.child ?? null));
  protected readonly openedBy = computed(() => openedBy(this.view()?.reportedBy ?? null));
  protected readonly next = computed(() => nextTask(this.view()));

  /** The dialog that is open, which outlives what it asks about. */
  protected readonly asking = computed(() => {
    const asking = this.dialog.now();
    if (asking?.caseId !== this.caseId()) return null;
    const { caseId, kind, on, landing } = asking;
    return { landing, place: { personId: this.dialog.personId, caseId, kind, on } };
  });
  protected readonly asked = computed(() => {
    const [view, asking] = [this.view(), this.dialog.now()];
    return {
      act: view && asking ? offered(this.acts, view, asking) : null,
      gone: asking ? whyGone(view, asking) : '',
    };
  });

  constructor() {
    reloadOnChange(this.found);
    effect(() => {
      if (this.dialog.now()?.caseId !== this.caseId()) untracked(() => this.dialog.close());
    });
  }

  protected changed(by: ActKind | 'answer' = 'answer'): void {
    this.acted.set(by);
    this.found.reload();
    // Whoever may not open it any more hears nothing live of it.
    this.counts.reload();
  }

  protected at(instant: string): string {
    return dayAndTime(Date.parse(instant), this.now());
  }
}
