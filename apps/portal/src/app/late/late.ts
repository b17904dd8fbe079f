import { httpResource } from '@angular/common/http';
import { Component, computed, inject, signal } from '@angular/core';
import { type LateRow, lateBoard } from '@trustward/contracts';
import { inBrief } from '../shared/duration.ts';
import { kept } from '../shared/kept.ts';
import { Loading } from '../shared/loading.ts';
import { received } from '../shared/received.ts';
import { ShowMore } from '../shared/show-more.ts';
import { Tick } from '../shared/tick.ts';
import { TakeOverDialog } from '../cases/take-over-dialog.ts';
import { Heading } from '../shell/heading.ts';
import { reloadOnChange } from '../shell/on-change.ts';
import { TroubleNote } from '../shell/trouble.ts';
import { headline, recordedLateWords, summary } from './headline.ts';
import { LateTable } from './late-table.ts';

const PAGE = 25;
const MOST = 100;

/** The leaders' board: whom to help now, who comes next, and the figures after that. */
@Component({
  selector: 'tw-late',
  imports: [Heading, LateTable, Loading, ShowMore, TakeOverDialog, TroubleNote],
  templateUrl: './late.html',
  styleUrl: './late.scss',
})
export class LatePage {
  private readonly tick = inject(Tick);
  private readonly limit = signal(PAGE);
  protected readonly board = httpResource(() => `/api/late?limit=${this.limit()}`, {
    parse: received(lateBoard),
  });
  protected readonly view = kept(this.board);
  protected readonly takingOver = signal<LateRow | null>(null);

  protected readonly late = computed(() =>
    this.rows((this.view()?.items ?? []).filter(({ drill }) => !drill)),
  );
  protected readonly soon = computed(() =>
    this.rows((this.view()?.soon ?? []).filter(({ drill }) => !drill)),
  );
  protected readonly drills = computed(() => {
    const view = this.view();
    return this.rows([...(view?.items ?? []), ...(view?.soon ?? [])].filter(({ drill }) => drill));
  });
  protected readonly headline = computed(() =>
    headline(
      this.late().map(({ row }) => row),
      this.view(),
    ),
  );
  protected readonly summary = computed(() => summary(this.view()));
  protected readonly longest = computed(() => {
    const minutes = this.view()?.longestMinutes;
    return minutes === null || minutes === undefined ? null : inBrief(minutes * 60_000);
  });
  protected readonly share = computed(() => {
    const written = this.view()?.writtenInTime;
    return written && written.all > 0 ? Math.round((100 * written.met) / written.all) : null;
  });
  protected readonly recordedLate = computed(() => recordedLateWords(this.view()?.writtenInTime ?? null));
  protected readonly more = computed(() => (this.view()?.next ?? null) !== null && this.limit() < MOST);

  constructor() {
    reloadOnChange(() => this.board.reload());
  }

  protected showMore(): void {
    this.limit.update((limit) => Math.min(MOST, limit + PAGE));
  }

  protected tookOver(): void {
    this.takingOver.set(null);
    this.board.reload();
  }

  private rows(rows: readonly LateRow[]) {
    const receivedAt = this.view()?.receivedAt ?? 0;
    return rows.map((row) => ({ row, now: this.tick.nowOf(row.now, receivedAt) }));
  }
}
