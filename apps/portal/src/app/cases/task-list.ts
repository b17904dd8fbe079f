import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { CaseTask, CaseView } from '@trustward/contracts';
import { dayAndTime } from '../shared/london-time.ts';
import { StateTag } from '../shared/state-tag.ts';

/** Each task with its state in words and what was recorded. */
@Component({
  selector: 'tw-task-list',
  imports: [RouterLink, StateTag],
  templateUrl: './task-list.html',
  styleUrl: './task-list.scss',
})
export class TaskList {
  readonly view = input.required<CaseView>();
  readonly now = input.required<number>();

  protected readonly tasks = computed(() =>
    this.view().tasks.map((task) => ({ task, done: this.done(task), open: task.doneAt === null })),
  );

  private done(task: CaseTask): string | null {
    if (!task.doneAt) return null;
    const recorded = dayAndTime(Date.parse(task.doneAt), this.now());
    const by = task.doneBy ?? 'someone';
    const happened = task.happenedAt ? dayAndTime(Date.parse(task.happenedAt), this.now()) : recorded;
    // In the same minute it is one moment, said once.
    return happened === recorded ? `${by}, ${recorded}` : `${by}, ${happened} · recorded ${recorded}`;
  }
}
