import { Component, computed, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Receipt } from '@trustward/contracts';
import { DangerPanel } from '../shared/danger-panel.ts';
import { byWhen, dayAndTime } from '../shared/london-time.ts';
import { Numbers } from '../shared/numbers.ts';
import { Heading } from '../shell/heading.ts';
import { Live } from '../shell/live.ts';
import type { KeptReceipt } from './kept-receipt.ts';

/** It was received: the reference, who has it, and what happens next from the real chain. */
@Component({
  selector: 'tw-receipt',
  imports: [RouterLink, Heading, DangerPanel, Numbers],
  templateUrl: './receipt.html',
  styleUrl: './receipt.scss',
})
export class ReportReceipt {
  readonly kept = input.required<KeptReceipt>();
  /** Whether another report was begun on this device, and why it was not taken if it was sent. */
  readonly begun = input(false);
  readonly refused = input('');
  readonly another = output();
  readonly carryOn = output();

  private readonly live = inject(Live);
  /** While what time and others bring waits, whoever is to do it hears nothing of it. */
  protected readonly untold = computed(
    () => !this.receipt().drill && this.live.remindersWaitingSince() !== null,
  );
  protected readonly receipt = computed(() => this.kept().given);
  private readonly at = computed(() => Date.parse(this.receipt().receivedAt));
  protected readonly when = computed(() => dayAndTime(this.at(), this.at()));
  /** A role's title within a sentence. */
  protected inSentence(role: string): string {
    return role.charAt(0).toLowerCase() + role.slice(1);
  }
  protected who({ who, by }: Receipt['next'][number]): string {
    if (by === null) return who;
    const due = this.isPast({ by }) ? 'was due by' : 'by';
    return `${who}, ${due} ${byWhen(Date.parse(by), this.at())}`;
  }
  /** Late already when it was reported. */
  protected isPast({ by }: Pick<Receipt['next'][number], 'by'>): boolean {
    return by !== null && Date.parse(by) <= this.at();
  }
}
