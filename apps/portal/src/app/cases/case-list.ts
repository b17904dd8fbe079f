import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type CasePage, casePage } from '@trustward/contracts';
import { dayAndTime } from '../shared/london-time.ts';
import { Loading } from '../shared/loading.ts';
import { type Pages, pages } from '../shared/pages.ts';
import { ShowMore } from '../shared/show-more.ts';
import { Tick } from '../shared/tick.ts';
import { Heading } from '../shell/heading.ts';
import { reloadOnChange } from '../shell/on-change.ts';
import { TroubleNote } from '../shell/trouble.ts';
import { CaseTable, type ListedCase } from './case-table.ts';

const STATES = ['open', 'ended'] as const;

/** The cases a person may open, drills apart; whether open or closed ones is in the address. */
@Component({
  selector: 'tw-case-list',
  imports: [RouterLink, CaseTable, Heading, Loading, ShowMore, TroubleNote],
  templateUrl: './case-list.html',
  styleUrl: './case-list.scss',
})
export class CaseListPage {
  private readonly tick = inject(Tick);
  readonly state = input<string>();

  protected readonly chosen = computed(() => STATES.find((state) => state === this.state()) ?? 'open');
  protected readonly caption = computed(() => (this.chosen() === 'open' ? 'Open cases' : 'Closed cases'));
  protected readonly list = pages(() => `/api/cases?limit=25&drill=no&state=${this.chosen()}`, casePage);
  protected readonly drillList = pages(
    () => `/api/cases?limit=25&drill=yes&state=${this.chosen()}`,
    casePage,
  );
  protected readonly real = computed(() => this.listed(this.list));
  protected readonly drills = computed(() => this.listed(this.drillList) ?? []);

  constructor() {
    reloadOnChange(this.list, this.drillList);
  }

  private listed(list: Pages<CasePage>): readonly ListedCase[] | undefined {
    return list.items()?.map((found) => {
      const now = this.tick.nowOf(found.now, list.receivedAt());
      return { found, now, opened: dayAndTime(Date.parse(found.openedAt), now) };
    });
  }
}
