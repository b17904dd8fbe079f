import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type LateRecord, lateRecordPage } from '@trustward/contracts';
import { dayAndTime } from '../shared/london-time.ts';
import { Loading } from '../shared/loading.ts';
import { pages } from '../shared/pages.ts';
import { ShowMore } from '../shared/show-more.ts';
import { StateTag } from '../shared/state-tag.ts';
import { Tick } from '../shared/tick.ts';
import { Heading } from '../shell/heading.ts';
import { reloadOnChange } from '../shell/on-change.ts';
import { TroubleNote } from '../shell/trouble.ts';
import { lateByOutageWords } from './outage-words.ts';

/** What became late, and what came of it: for whoever must see that it does not happen again. */
@Component({
  selector: 'tw-late-records',
  imports: [Heading, Loading, RouterLink, ShowMore, StateTag, TroubleNote],
  templateUrl: './late-records.html',
  styleUrl: './late-records.scss',
})
export class LateRecordsPage {
  private readonly tick = inject(Tick);
  protected readonly list = pages(() => '/api/late/records?limit=25', lateRecordPage);
  protected readonly records = computed(() => this.list.items()?.map((of) => this.shown(of)));

  constructor() {
    reloadOnChange(this.list);
  }

  private shown(of: LateRecord) {
    const now = this.tick.nowOf(of.now, this.list.receivedAt());
    const when = (at: string): string => dayAndTime(Date.parse(at), now);
    return {
      of,
      now,
      due: when(of.due),
      outage: of.byOutage === null ? null : lateByOutageWords(of.byOutage, now),
      told: of.told.map(({ name, at, by }) => `${name}, ${when(at)}, ${by}`),
      takenOver: of.takenOver.map(({ name, at }) => `${name}, ${when(at)}`),
      ended: of.endedAt === null ? null : when(of.endedAt) + (of.doneBy === null ? '' : `, by ${of.doneBy}`),
    };
  }
}
