import { Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type LateRow, type LateRowPage, lateBoard, lateRowPage } from '@trustward/contracts';
import { inBrief } from '../shared/duration.ts';
import { Loading } from '../shared/loading.ts';
import { type Pages, pages } from '../shared/pages.ts';
import { ShowMore } from '../shared/show-more.ts';
import { Tick } from '../shared/tick.ts';
import { ActDialog } from '../cases/act-dialog.ts';
import { takingOver } from '../cases/act-words.ts';
import { CaseActs } from '../cases/case-api.ts';
import { Heading } from '../shell/heading.ts';
import { reloadOnChange } from '../shell/on-change.ts';
import { Session } from '../shell/session.ts';
import { TroubleNote } from '../shell/trouble.ts';
import { headline, recordedLateWords, summary } from './headline.ts';
import { LateTable, whoId } from './late-table.ts';
import { NotReachedList } from './not-reached.ts';
import { outageSentence } from './outage-words.ts';

/** The leaders' board: whom to help now, who comes next, and the figures after that. */
@Component({
  selector: 'tw-late',
  imports: [ActDialog, Heading, LateTable, Loading, NotReachedList, RouterLink, ShowMore, TroubleNote],
  templateUrl: './late.html',
  styleUrl: './late.scss',
})
export class LatePage {
  private readonly tick = inject(Tick);
  private readonly acts = inject(CaseActs);
  /** Whoever opened the page writes, whoever may be signed in when it is kept. */
  private readonly personId = inject(Session).me()?.personId ?? '';
  protected readonly lateList = pages(() => '/api/late?limit=25', lateBoard);
  protected readonly soonList = pages(() => '/api/late/soon?limit=25', lateRowPage);
  protected readonly drillList = pages(() => '/api/late/drills?limit=25', lateRowPage);
  protected readonly view = this.lateList.first;

  protected readonly late = computed(() => this.rows(this.lateList));
  protected readonly soon = computed(() => this.rows(this.soonList));
  protected readonly drills = computed(() => this.rows(this.drillList));
  /** The row whose take-over is asked for, as it was when it was asked. */
  protected readonly takingOver = signal<LateRow | null>(null);
  private readonly asItStands = computed(() => {
    const asked = this.takingOver();
    const all = [...this.late(), ...this.soon(), ...this.drills()].map(({ row }) => row);
    return all.find(({ caseId, step }) => caseId === asked?.caseId && step === asked.step);
  });
  protected readonly asking = computed(() => {
    const row = this.takingOver();
    if (!row) return null;
    const { caseId, step: on } = row;
    return { landing: whoId(row), place: { personId: this.personId, caseId, kind: 'takeOver' as const, on } };
  });
  protected readonly act = computed(() => {
    const row = this.asItStands();
    return row?.mayTakeOver ? takingOver(this.acts, row) : null;
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
  protected readonly outages = computed(() =>
    (this.view()?.outages ?? []).map((outage) => outageSentence(outage, this.tick.server())),
  );
  protected readonly recordedLate = computed(() => recordedLateWords(this.view()?.writtenInTime ?? null));

  constructor() {
    reloadOnChange(this.lateList, this.soonList, this.drillList);
  }

  protected reload(): void {
    for (const list of [this.lateList, this.soonList, this.drillList]) list.reload();
  }

  private rows(list: Pages<LateRowPage>) {
    return (list.items() ?? []).map((row) => ({ row, now: this.tick.nowOf(row.now, list.receivedAt()) }));
  }
}
