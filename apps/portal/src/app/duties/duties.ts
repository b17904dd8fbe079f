import { Component, computed, inject } from '@angular/core';
import { type DutyPage, dutyPage, questionPage } from '@trustward/contracts';
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
import { QuestionCard } from './question-card.ts';

/** What this person owes, the soonest first; drills stand apart, below what is real. */
@Component({
  selector: 'tw-duties',
  imports: [DutyCard, QuestionCard, Heading, Loading, ShowMore, TroubleNote],
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
    section,
    .next-list {
      margin-top: var(--s6);
    }
    section.asked {
      margin-top: var(--s4);
    }
    .next-list {
      margin-bottom: var(--s4);
    }
  `,
})
export class DutiesPage {
  private readonly tick = inject(Tick);
  protected readonly list = pages(() => '/api/duties?limit=25', dutyPage);
  protected readonly drillList = pages(() => '/api/duties/drills?limit=25', dutyPage);

  protected readonly asked = pages(() => '/api/duties/asked?limit=25', questionPage);
  protected readonly askedInDrills = pages(() => '/api/duties/asked/drills?limit=25', questionPage);

  protected readonly questions = computed(() => this.asked.items() ?? []);
  protected readonly drillQuestions = computed(() => this.askedInDrills.items() ?? []);
  protected readonly real = computed(() => this.timed(this.list));
  protected readonly drills = computed(() => this.timed(this.drillList) ?? []);
  /** Nothing to do, and it is not known yet whether somebody waits for an answer, or whether there are drills. */
  protected readonly waiting = computed(
    () =>
      this.real()?.length === 0 &&
      [this.drillList, this.asked, this.askedInDrills].some((list) => !list.items() && !list.error()),
  );
  protected readonly nothing = computed(
    () =>
      [this.real(), this.drills(), this.questions(), this.drillQuestions()].every((each) => !each?.length) &&
      !this.asked.error(),
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
      asked: this.questions().length,
      moreAsked: this.asked.more(),
      drills: this.drills().length + this.drillQuestions().length,
      late,
      soon,
      more: this.list.more(),
      moreDrills: this.drillList.more() || this.askedInDrills.more(),
    });
  });

  constructor() {
    reloadOnChange(this.list, this.drillList, this.asked, this.askedInDrills);
  }

  private timed(list: Pages<DutyPage>) {
    return list.items()?.map((duty) => ({ duty, now: this.tick.nowOf(duty.now, list.receivedAt()) }));
  }
}
