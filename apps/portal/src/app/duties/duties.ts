import { Component, computed, inject } from '@angular/core';
import { type DutyPage, dutyPage } from '@trustward/contracts';
import { stateWord } from '../shared/clock-sentence.ts';
import { Loading } from '../shared/loading.ts';
import { type Pages, pages } from '../shared/pages.ts';
import { ShowMore } from '../shared/show-more.ts';
import { Tick } from '../shared/tick.ts';
import { Heading } from '../shell/heading.ts';
import { reloadOnChange } from '../shell/on-change.ts';
import { TroubleNote } from '../shell/trouble.ts';
import { summaryOf } from './summary.ts';
import { DutyCard } from './duty-card.ts';

/** What this person owes, the soonest first; drills stand apart, below what is real. */
@Component({
  selector: 'tw-duties',
  imports: [DutyCard, Heading, Loading, ShowMore, TroubleNote],
  templateUrl: './duties.html',
  styles: `
    .lead {
      margin: var(--s1) 0 var(--s4);
    }
    ul {
      max-width: 820px;
    }
    li + li,
    section ul {
      margin-top: var(--s4);
    }
    section {
      margin-top: var(--s6);
    }
  `,
})
export class DutiesPage {
  private readonly tick = inject(Tick);
  protected readonly list = pages(() => '/api/duties?limit=25', dutyPage);
  protected readonly drillList = pages(() => '/api/duties/drills?limit=25', dutyPage);

  protected readonly real = computed(() => this.timed(this.list));
  protected readonly drills = computed(() => this.timed(this.drillList) ?? []);
  /** Nothing real, and it is not known yet whether there are drills. */
  protected readonly waiting = computed(
    () => this.real()?.length === 0 && !this.drillList.items() && !this.drillList.error(),
  );
  protected readonly summary = computed(() => {
    const real = this.real() ?? [];
    const tones = real.map(({ duty, now }) => {
      const due = duty.clock ? Date.parse(duty.clock.due) : null;
      return stateWord({ state: duty.state, due, theirs: duty.theirs }, now).tone;
    });
    const late = tones.filter((tone) => tone === 'late').length;
    const soon = tones.filter((tone) => tone === 'soon').length;
    return summaryOf({
      real: real.length,
      drills: this.drills().length,
      late,
      soon,
      more: this.list.more(),
      moreDrills: this.drillList.more(),
    });
  });

  constructor() {
    reloadOnChange(() => {
      this.list.reload();
      this.drillList.reload();
    });
  }

  private timed(list: Pages<DutyPage>) {
    return list.items()?.map((duty) => ({ duty, now: this.tick.nowOf(duty.now, list.receivedAt()) }));
  }
}
