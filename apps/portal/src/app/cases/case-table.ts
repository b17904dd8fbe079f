import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { CaseSummary } from '@trustward/contracts';
import { StateTag } from '../shared/state-tag.ts';

export interface ListedCase {
  readonly found: CaseSummary;
  readonly now: number;
  readonly opened: string;
}

/** Cases, each with what is next in it. */
@Component({
  selector: 'tw-case-table',
  imports: [RouterLink, StateTag],
  templateUrl: './case-table.html',
})
export class CaseTable {
  readonly cases = input.required<readonly ListedCase[]>();
  readonly caption = input.required<string>();
}
