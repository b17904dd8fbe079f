import { Component, computed, input, output, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { CaseTask, CaseView } from '@trustward/contracts';
import { ClockLine } from '../shared/clock-line.ts';
import { dayAndTime } from '../shared/london-time.ts';
import { toldWhenLate } from './told-when-late.ts';
import { TakeOverDialog } from './take-over-dialog.ts';

/** What, who, by when, one button. */
@Component({
  selector: 'tw-next-box',
  imports: [RouterLink, ClockLine, TakeOverDialog],
  templateUrl: './next-box.html',
  styleUrl: './next-box.scss',
})
export class NextBox {
  readonly view = input.required<CaseView>();
  readonly task = input.required<CaseTask | null>();
  readonly now = input.required<number>();
  readonly changed = output();
  protected readonly takingOver = signal(false);

  protected readonly heading = computed(() => {
    const task = this.task();
    if (task?.mine) return 'Next, for you';
    return task?.owner ? `Next, for ${task.owner.name}` : 'Next, and nobody has it';
  });
  /** Before the deadline: who will be told. After it: that they were. */
  protected readonly ifLate = computed(() => {
    const { ifLate, state } = this.task() ?? {};
    return ifLate && state === 'late' ? toldWhenLate(ifLate) : (ifLate ?? null);
  });
  protected readonly ended = computed(() => {
    const { endedAt } = this.view();
    return endedAt ? dayAndTime(Date.parse(endedAt), this.now()) : null;
  });

  protected tookOver(): void {
    this.takingOver.set(false);
    this.changed.emit();
  }
}
