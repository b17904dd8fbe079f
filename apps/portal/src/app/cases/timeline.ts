import { Component, computed, input } from '@angular/core';
import { type TimelineEntry, timelinePage } from '@trustward/contracts';
import { clockTime, dayAndTime, nearDay } from '../shared/london-time.ts';
import { pages } from '../shared/pages.ts';
import { ShowMore } from '../shared/show-more.ts';
import { reloadOnChange } from '../shell/on-change.ts';
import { gapAfter } from './gap.ts';

/** One timeline of people's acts and the system's, newest first, with its gaps named. */
@Component({
  selector: 'tw-timeline',
  imports: [ShowMore],
  templateUrl: './timeline.html',
  styleUrl: './timeline.scss',
})
export class Timeline {
  readonly caseId = input.required<string>();
  readonly now = input.required<number>();
  /** A drill's clock is moved: the hours it skips are nobody's silence. */
  readonly drill = input.required<boolean>();

  protected readonly list = pages(() => `/api/cases/${this.caseId()}/timeline?limit=50`, timelinePage);
  protected readonly entries = computed(() => {
    const items = this.list.items() ?? [];
    return items.map((entry, index) => ({
      entry,
      when: this.when(entry),
      gap: this.drill() ? null : gapAfter(entry, items[index + 1]),
    }));
  });

  constructor() {
    reloadOnChange(this.list);
  }

  private when({ kind, at, enteredAt }: TimelineEntry): string {
    const happened = dayAndTime(Date.parse(at), this.now());
    const entered = Date.parse(enteredAt ?? at);
    if (dayAndTime(entered, this.now()) === happened) return happened;
    const sameDay = nearDay(entered, Date.parse(at)) === 'today';
    // What the system says is sent when somebody is there to send it.
    const what = kind === 'system' ? 'sent' : 'recorded';
    return `${happened} · ${what} ${sameDay ? clockTime(entered) : dayAndTime(entered, this.now())}`;
  }
}
