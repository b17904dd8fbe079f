import { Component, computed, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Receipt } from '@trustward/contracts';
import { byWhen, dayAndTime } from '../shared/london-time.ts';
import { Heading } from '../shell/heading.ts';

/** It was received: the reference, who has it, and what happens next from the real chain. */
@Component({
  selector: 'tw-receipt',
  imports: [RouterLink, Heading],
  templateUrl: './receipt.html',
  styleUrl: './receipt.scss',
})
export class ReportReceipt {
  readonly receipt = input.required<Receipt>();
  readonly another = output();

  private readonly at = computed(() => Date.parse(this.receipt().receivedAt));
  protected readonly when = computed(() => dayAndTime(this.at(), this.at()));
  protected who({ who, by }: Receipt['next'][number]): string {
    return by === null ? who : `${who}, by ${byWhen(Date.parse(by), this.at())}`;
  }
}
