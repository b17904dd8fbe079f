import { Component, computed, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { LateRow } from '@trustward/contracts';
import { dial } from '../shared/dial.ts';
import { byWhen, dayAndTime } from '../shared/london-time.ts';
import { StateTag } from '../shared/state-tag.ts';
import { Session } from '../shell/session.ts';
import { lateByOutageWords } from './outage-words.ts';

export interface TimedRow {
  readonly row: LateRow;
  readonly now: number;
}

/** Of the words that say who has the duty of a row. */
export const whoId = ({ caseId, step }: LateRow): string => `who-${caseId}-${step}`;

/** Who has what, how late, why, and what a leader can do about it, in the row. */
@Component({
  selector: 'tw-late-table',
  imports: [RouterLink, StateTag],
  templateUrl: './late-table.html',
  styleUrl: './late-table.scss',
})
export class LateTable {
  readonly caption = input.required<string>();
  readonly timeHeading = input('How late');
  readonly rows = input.required<readonly TimedRow[]>();
  readonly takeOver = output<LateRow>();

  private readonly session = inject(Session);
  protected readonly me = computed(() => this.session.me()?.personId);
  protected readonly dial = dial;
  protected readonly whoId = whoId;

  protected byOutage({ row, now }: TimedRow): string | null {
    if (row.lateByOutage === null) return null;
    const said = lateByOutageWords(row.lateByOutage, now);
    return said.charAt(0).toLowerCase() + said.slice(1);
  }

  /** A drill's clock is its own: its today is not the reader's, so the day is named. */
  protected by({ row, now }: TimedRow): string {
    const due = Date.parse(row.due);
    return row.drill ? `${dayAndTime(due, now)}, in the drill` : byWhen(due, now);
  }
}
