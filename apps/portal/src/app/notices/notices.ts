import { HttpClient } from '@angular/common/http';
import { Component, computed, effect, inject, signal, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import { noticePage } from '@trustward/contracts';
import { firstValueFrom } from 'rxjs';
import { dayAndTime } from '../shared/london-time.ts';
import { Loading } from '../shared/loading.ts';
import { pages } from '../shared/pages.ts';
import { ShowMore } from '../shared/show-more.ts';
import { Tick } from '../shared/tick.ts';
import { Counts } from '../shell/counts.ts';
import { Heading } from '../shell/heading.ts';
import { reloadOnChange } from '../shell/on-change.ts';
import { Session } from '../shell/session.ts';
import { TroubleNote } from '../shell/trouble.ts';
import { NoticeLine } from './notice-line.ts';
import type { ShownNotice } from './notice-line.ts';
import { gathered, gatheredWords, isLate, linkOf, newsOf } from './news.ts';

const SEEN_AT_ONCE = 100;

/** Everything this person was told. Seeing a notice marks it seen and clears nothing else. */
@Component({
  selector: 'tw-notices',
  imports: [Heading, Loading, NoticeLine, RouterLink, ShowMore, TroubleNote],
  templateUrl: './notices.html',
  styleUrl: './notices.scss',
})
export class NoticesPage {
  private readonly http = inject(HttpClient);
  private readonly counts = inject(Counts);
  private readonly tick = inject(Tick);
  private readonly session = inject(Session);
  protected readonly list = pages(() => '/api/notices?limit=25', noticePage);
  /** Those that were new when this page showed them; they stay marked until it is left. */
  private readonly fresh = signal<ReadonlySet<string>>(new Set());

  private readonly notices = computed(() =>
    this.list.items()?.map((notice) => ({
      notice,
      isNew: this.fresh().has(notice.id),
      late: isLate(notice),
      link: linkOf(notice, this.session.may('late:read')),
      // A drill's clock runs ahead of ours: its times are its own.
      when: `${dayAndTime(Date.parse(notice.at), this.tick.server())}${notice.drill ? ', in the drill' : ''}`,
    })),
  );

  /** What came together after an outage is one entry, with each notice in it. */
  protected readonly entries = computed(() => {
    const shown = this.notices();
    return shown && gathered(shown, ({ notice }) => notice.outage).map((items) => this.entry(items));
  });

  protected readonly news = computed(() => {
    const entries = this.entries() ?? [];
    const { unseen = 0, unseenDrills = 0 } = this.list.first() ?? {};
    const here = entries.filter(({ items }) => items.some(({ notice }) => notice.seenAt === null));
    const furtherDown = Math.max(0, unseen + unseenDrills - here.length);
    return newsOf(
      entries.filter(({ isNew }) => isNew),
      furtherDown,
    );
  });

  constructor() {
    reloadOnChange(this.list);
    effect(() => {
      const unseen = (this.list.items() ?? []).filter(({ seenAt }) => seenAt === null).map(({ id }) => id);
      const told = unseen.filter((id) => !untracked(this.fresh).has(id)).slice(0, SEEN_AT_ONCE);
      if (told.length) untracked(() => void this.see(told));
    });
  }

  private entry(items: readonly ShownNotice[]) {
    const { outage, drill = false, id } = items[0]?.notice ?? {};
    const together =
      outage && items.length > 1 ? gatheredWords(outage, items.length, this.tick.server()) : null;
    const late = items.some((item) => item.late);
    const mayReadLate = this.session.may('late:read');
    return { id, items, drill, together, late, mayReadLate, isNew: items.some(({ isNew }) => isNew) };
  }

  private async see(ids: string[]): Promise<void> {
    this.fresh.update((before) => new Set([...before, ...ids]));
    await firstValueFrom(this.http.post('/api/notices/seen', { ids })).then(
      () => this.counts.reload(),
      // Not marked: they come as new again, which harms nobody.
      () => undefined,
    );
  }
}
