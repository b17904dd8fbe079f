import { Component, computed, input } from '@angular/core';
import type { DutyState } from '@trustward/chain';
import type { DutySummary } from '@trustward/contracts';
import { clockSentence, stateWord } from './clock-sentence.ts';
import { clockTime, dayName, nearDay } from './london-time.ts';

/** A clock: first a sentence, then a line. The line is drawn for the eye only; the sentence says all of it. */
@Component({
  selector: 'tw-clock-line',
  templateUrl: './clock-line.html',
  styleUrl: './clock-line.scss',
})
export class ClockLine {
  readonly clock = input.required<NonNullable<DutySummary['clock']>>();
  readonly state = input.required<DutyState>();
  readonly now = input.required<number>();
  /** Whose time it is, when not ours. */
  readonly theirs = input<string | null>(null);

  private readonly due = computed(() => Date.parse(this.clock().due));
  private readonly from = computed(() => Date.parse(this.clock().from));
  private readonly timed = computed(() => ({ state: this.state(), due: this.due(), theirs: this.theirs() }));

  protected readonly word = computed(() => stateWord(this.timed(), this.now()));
  protected readonly sentence = computed(() => clockSentence(this.timed(), this.now()));
  protected readonly gone = computed(() => this.share(this.now()));
  protected readonly ticks = computed(() =>
    this.clock().reminders.map((at) => ({ at, share: this.share(Date.parse(at)) })),
  );
  protected readonly start = computed(() => this.label(this.from()));
  protected readonly end = computed(() => {
    const due = this.due();
    // Midnight is the end of the day before, as the sentence says it.
    return clockTime(due) === '00:00'
      ? `${this.theirs() ? 'until the end of' : 'late after'} ${dayName(due - 1, this.now())}`
      : `${this.label(due)}${this.theirs() ? '' : ' late'}`;
  });
  protected readonly reminders = computed(() => {
    const times = this.clock().reminders.map((at) => this.label(Date.parse(at)));
    if (times.length === 0) return null;
    return times.length === 1 ? `reminder ${times[0]}` : `reminders ${times.join(' and ')}`;
  });

  private share(at: number): number {
    const length = this.due() - this.from();
    return length <= 0 ? 100 : Math.min(100, Math.max(0, ((at - this.from()) / length) * 100));
  }

  private label(at: number): string {
    const now = this.now();
    const sameDay = nearDay(at, now) === 'today';
    return sameDay ? clockTime(at) : `${dayName(at, now)}, ${clockTime(at)}`;
  }
}
