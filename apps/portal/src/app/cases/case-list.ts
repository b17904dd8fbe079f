import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { casePage } from '@trustward/contracts';
import { dayAndTime } from '../shared/london-time.ts';
import { Loading } from '../shared/loading.ts';
import { pages } from '../shared/pages.ts';
import { ShowMore } from '../shared/show-more.ts';
import { StateTag } from '../shared/state-tag.ts';
import { Tick } from '../shared/tick.ts';
import { Heading } from '../shell/heading.ts';
import { reloadOnChange } from '../shell/on-change.ts';
import { TroubleNote } from '../shell/trouble.ts';

const STATES = ['open', 'ended'] as const;

/** The cases a person may open; which of them is in the address. */
@Component({
  selector: 'tw-case-list',
  imports: [RouterLink, Heading, Loading, ShowMore, StateTag, TroubleNote],
  templateUrl: './case-list.html',
  styleUrl: './case-list.scss',
})
export class CaseListPage {
  private readonly tick = inject(Tick);
  readonly state = input<string>();

  protected readonly chosen = computed(() => STATES.find((state) => state === this.state()) ?? 'open');
  protected readonly list = pages(() => `/api/cases?limit=25&state=${this.chosen()}`, casePage);
  protected readonly cases = computed(() =>
    this.list.items()?.map((found) => {
      const now = this.tick.nowOf(found.now, this.list.receivedAt());
      return { found, now, opened: dayAndTime(Date.parse(found.openedAt), now) };
    }),
  );

  constructor() {
    reloadOnChange(() => this.list.reload());
  }
}
