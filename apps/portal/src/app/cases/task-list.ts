import { Component, computed, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { CaseTask, CaseView } from '@trustward/contracts';
import { dayAndTime } from '../shared/london-time.ts';
import { TaskActs, hasActs } from './task-acts.ts';
import { doneWith, taskLines, taskWord } from './task-words.ts';

/** Each task with its state in words and what was recorded. */
@Component({
  selector: 'tw-task-list',
  imports: [RouterLink, TaskActs],
  templateUrl: './task-list.html',
  styleUrl: './task-list.scss',
})
export class TaskList {
  readonly view = input.required<CaseView>();
  readonly now = input.required<number>();
  /** The task that the box above shows: its buttons are there. */
  readonly next = input.required<CaseTask | null>();
  readonly changed = output();

  protected readonly tasks = computed(() =>
    this.view().tasks.map((task) => ({
      task,
      title: doneWith(task.title, task.outcome),
      id: `task-${task.step}`,
      word: taskWord(task, this.now()),
      lines: [this.done(task), ...taskLines(task, this.now())].filter((said) => said !== null),
      hasActs: hasActs(task) && task.step !== this.next()?.step,
    })),
  );

  private done(task: CaseTask): string | null {
    if (!task.doneAt) return task.endedAt ? dayAndTime(Date.parse(task.endedAt), this.now()) : null;
    const recorded = dayAndTime(Date.parse(task.doneAt), this.now());
    const by = task.doneBy ?? 'someone';
    const happened = task.happenedAt ? dayAndTime(Date.parse(task.happenedAt), this.now()) : recorded;
    // In the same minute it is one moment, said once.
    return happened === recorded ? `${by}, ${recorded}` : `${by}, ${happened} · recorded ${recorded}`;
  }
}
