import { Component, computed, inject, input, output } from '@angular/core';
import type { Change } from '@trustward/contracts';
import { ChangeCard } from './change-card.ts';
import { ChangeDesk } from './change-desk.ts';
import { ChangeList } from './change-list.ts';

/** The changes that a page is about: those that wait for somebody, or those that are applied. */
@Component({
  selector: 'tw-change-cards',
  imports: [ChangeCard],
  template: `
    @for (change of shown(); track change.id) {
      <tw-change-card
        [change]="change"
        [busy]="desk.busy()"
        (apply)="desk.apply(change)"
        (putAside)="desk.putAside(change)"
        (openAgain)="openAgain.emit(change)"
      />
    }
  `,
})
export class ChangeCards {
  private readonly list = inject(ChangeList);
  protected readonly desk = inject(ChangeDesk);
  readonly of = input.required<'open' | 'applied'>();
  /** Left out, changes of every kind. */
  readonly kinds = input<readonly Change['edit']['kind'][]>();
  /** Whom they are about, where that is one person. */
  readonly person = input<string>();
  readonly openAgain = output<Change>();

  protected readonly shown = computed(() => {
    const kinds = this.kinds();
    const person = this.person();
    return this.list[this.of()]().filter(
      ({ edit }) =>
        (kinds === undefined || kinds.includes(edit.kind)) &&
        (person === undefined || ('personId' in edit && edit.personId === person)),
    );
  });
}
