import { DestroyRef, Injectable, computed, inject, signal } from '@angular/core';
import { type Change, changePage } from '@trustward/contracts';
import { pages } from '../shared/pages.ts';
import { isUnderWay } from './change-card.ts';
import { CHANGES } from './changes-api.ts';

const LOOK_EVERY_MS = 1_000;
const AT_ONCE = 10;

/** The trust's changes, page by page, looked at again as long as one of them is under way. */
@Injectable()
export class ChangeList {
  readonly pages = pages(() => `${this.address}?limit=${AT_ONCE}`, changePage);
  /** What was drafted here, until the list has it. */
  private readonly drafted = signal<readonly Change[]>([]);
  private readonly all = computed(() => {
    const listed = this.pages.items() ?? [];
    const drafted = this.drafted().filter(({ id }) => listed.every((one) => one.id !== id));
    return [...drafted, ...listed];
  });
  readonly open = computed(() => this.all().filter(({ state }) => state !== 'applied'));
  readonly applied = computed(() => this.all().filter(({ state }) => state === 'applied'));
  /** Null until it is known; empty where there is none. */
  readonly newestApplied = computed(() =>
    this.pages.items() === undefined ? null : (this.applied()[0]?.id ?? ''),
  );

  constructor() {
    const timer = setInterval(() => {
      if (this.open().some(isUnderWay) && !this.pages.isLoading()) this.pages.reload();
    }, LOOK_EVERY_MS);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
  }

  protected get address(): string {
    return CHANGES;
  }

  add(change: Change): void {
    this.drafted.set([change]);
    this.pages.reload();
  }

  reload(): void {
    this.drafted.set([]);
    this.pages.reload();
  }
}
