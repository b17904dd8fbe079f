import { Component, computed, effect, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { SharedCase } from '@trustward/contracts';
import { childWords } from '../cases/child-line.ts';
import { ClockLine } from '../shared/clock-line.ts';
import { stateWord } from '../shared/clock-sentence.ts';
import { kept } from '../shared/kept.ts';
import { Loading } from '../shared/loading.ts';
import { dayAndTime } from '../shared/london-time.ts';
import { Numbers } from '../shared/numbers.ts';
import { Tick } from '../shared/tick.ts';
import { worded } from '../shared/worded.ts';
import { Heading } from '../shell/heading.ts';
import { reloadOnChange } from '../shell/on-change.ts';
import { TroubleNote } from '../shell/trouble.ts';
import { sharedCaseResource } from './share-api.ts';

const ASKED = {
  done: 'asked for agreement to it',
  waiver: 'asked that it need not be done',
  handOver: 'asked somebody to take it',
  pause: 'asked that its clock stands still',
} as const;

type Plan = NonNullable<SharedCase['plan']>;

/** A case as far as a colleague lets one see it: to read only. */
@Component({
  selector: 'tw-shown-case',
  imports: [ClockLine, Heading, Loading, Numbers, RouterLink, TroubleNote],
  templateUrl: './shown-case.html',
  styleUrl: './shown-case.scss',
})
export class ShownCasePage {
  private readonly tick = inject(Tick);
  readonly caseId = input.required<string>();

  protected readonly found = sharedCaseResource(this.caseId);
  private readonly last = kept(this.found);
  protected readonly view = computed(() => {
    const view = this.last();
    return view?.caseId === this.caseId() ? view : undefined;
  });
  /** The case's own now. */
  protected readonly now = computed(() => {
    const view = this.view();
    return view ? this.tick.nowOf(view.now, view.receivedAt) : 0;
  });
  protected readonly child = computed(() => childWords(this.view()?.child ?? null));
  protected readonly tasks = computed(() => this.view()?.plan?.tasks.map((task) => this.taskOf(task)) ?? []);

  constructor() {
    reloadOnChange(this.found);
    // What is on the screen goes when its time is over, whether or not anything else is heard.
    effect((onCleanup) => {
      const view = this.view();
      if (!view) return;
      const left = Date.parse(view.until) - this.tick.server();
      if (left > LONGEST_TIMER_MS) return;
      const timer = setTimeout(() => this.found.reload(), Math.max(0, left) + 500);
      onCleanup(() => clearTimeout(timer));
    });
  }

  protected real(instant: string): string {
    return dayAndTime(Date.parse(instant), this.tick.server());
  }

  protected at(instant: string): string {
    return dayAndTime(Date.parse(instant), this.now());
  }

  private taskOf(task: Plan['tasks'][number]) {
    const { asked, state, clock, theirs } = task;
    const due = clock === null ? null : Date.parse(clock.due);
    return {
      task,
      word: stateWord({ state, due, theirs }, this.now()),
      asked: asked === null ? null : `${asked.by} ${worded(ASKED, asked.for, 'asked something about it')}.`,
      agreed: asked?.agreedBy.length ? `Agreed by ${asked.agreedBy.join(' and ')}.` : null,
    };
  }
}

/** A browser's timers end at once beyond this. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;
