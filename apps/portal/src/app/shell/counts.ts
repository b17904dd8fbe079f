import { httpResource } from '@angular/common/http';
import { Injectable, computed, inject } from '@angular/core';
import { changePage, dutyPage, lateBoard, noticePage, questionPage } from '@trustward/contracts';
import { readAnswer } from '../shared/read-answer.ts';
import { reloadOnChange } from './on-change.ts';
import { Session } from './session.ts';

/** The numbers beside the navigation. */
@Injectable()
export class Counts {
  private readonly session = inject(Session);
  private readonly dutyList = httpResource(() => this.when('duty:read', '/api/duties?limit=100'), {
    parse: (raw) => readAnswer(dutyPage, raw),
  });
  private readonly asked = httpResource(() => this.when('duty:answer', '/api/duties/asked?limit=100'), {
    parse: (raw) => readAnswer(questionPage, raw),
  });
  private readonly board = httpResource(() => this.when('late:read', '/api/late?limit=1'), {
    parse: (raw) => readAnswer(lateBoard, raw),
  });
  private readonly noticeList = httpResource(() => this.when('notice:read', '/api/notices?limit=1'), {
    parse: (raw) => readAnswer(noticePage, raw),
  });
  private readonly confirmList = httpResource(
    () => this.when('change:confirm', '/api/changes/to-confirm?limit=50'),
    { parse: (raw) => readAnswer(changePage, raw) },
  );
  private readonly lists = [this.dutyList, this.asked, this.board, this.noticeList, this.confirmList];

  /** What is to do, and what waits for an answer. */
  readonly duties = computed(() => {
    const owed = this.dutyList.hasValue() ? this.dutyList.value().items.length : 0;
    return owed + (this.asked.hasValue() ? this.asked.value().items.length : 0);
  });
  readonly late = computed(() => (this.board.hasValue() ? this.board.value().lateNow : 0));
  readonly toConfirm = computed(() =>
    this.confirmList.hasValue() ? this.confirmList.value().items.length : 0,
  );
  readonly notices = computed(() => (this.noticeList.hasValue() ? this.noticeList.value().unseen : 0));
  /** Said in words beside the number, never in it. */
  readonly noticesInDrills = computed(() =>
    this.noticeList.hasValue() ? this.noticeList.value().unseenDrills : 0,
  );

  constructor() {
    reloadOnChange(...this.lists);
  }

  reload(): void {
    for (const list of this.lists) list.reload();
  }

  private when(permission: string, url: string): string | undefined {
    return this.session.may(permission) ? url : undefined;
  }
}
