import { Component, computed, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { CaseTask, CaseView } from '@trustward/contracts';
import { ClockLine } from '../shared/clock-line.ts';
import { dayAndTime } from '../shared/london-time.ts';
import { CaseDialog } from './case-dialog.ts';
import { KeptWords } from './kept-words.ts';
import { TaskActs, hasActs } from './task-acts.ts';
import { taskLines, taskWord } from './task-words.ts';

/** What, who, by when, one button. */
@Component({
  selector: 'tw-next-box',
  imports: [RouterLink, ClockLine, KeptWords, TaskActs],
  templateUrl: './next-box.html',
  styleUrl: './next-box.scss',
})
export class NextBox {
  private readonly dialog = inject(CaseDialog);
  readonly view = input.required<CaseView>();
  readonly task = input.required<CaseTask | null>();
  readonly now = input.required<number>();
  readonly changed = output();

  protected readonly heading = computed(() => {
    const task = this.task();
    if (task?.asked?.mayAnswer) return 'Next, for you: somebody waits for your answer';
    if (task?.mine) return 'Next, for you';
    return task?.owner ? `Next, for ${task.owner.name}` : 'Next, and nobody has it';
  });
  /** What it waits for besides time, as a word and in sentences; null while only the clock speaks. */
  protected readonly waits = computed(() => {
    const task = this.task();
    if (!task || (!task.asked && !task.inTheWay && !task.theirs && !task.paused)) return null;
    return { word: taskWord(task, this.now()), lines: taskLines(task, this.now()).slice(0, -1) };
  });
  protected readonly asked = computed(() => this.task()?.asked ?? null);
  protected readonly hasActs = computed(() => {
    const task = this.task();
    return task !== null && hasActs(task);
  });
  protected readonly inHand = computed(() => {
    const { mine, acknowledgedAt, owner } = this.task() ?? {};
    if (!acknowledgedAt || !owner) return null;
    return mine ? 'You have this in hand.' : `${owner.name} has this in hand.`;
  });
  /** Before the deadline: who will be told. After it: who was. */
  protected readonly ifLate = computed(() => this.task()?.ifLate ?? null);
  protected readonly ended = computed(() => {
    const { endedAt } = this.view();
    return endedAt ? dayAndTime(Date.parse(endedAt), this.now()) : null;
  });

  protected takeOver({ step }: CaseTask): void {
    const { id: caseId } = this.view();
    this.dialog.open({ caseId, kind: 'takeOver', on: step, landing: 'next-title' });
  }
}
