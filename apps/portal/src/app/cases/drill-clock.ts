import { Component, computed, inject, input, output, signal } from '@angular/core';
import { validateStandardSchema } from '@angular/forms/signals';
import { CLOCK_FORWARD_MAX_MINUTES, type CaseView } from '@trustward/contracts';
import * as z from 'zod';
import { ErrorSummary } from '../shared/error-summary.ts';
import { newEventId } from '../shared/event-id.ts';
import { dayAndTime } from '../shared/london-time.ts';
import { pageForm } from '../shared/page-form.ts';
import { SubmitErrors, errorsOf } from '../shared/submit-errors.ts';
import { TextField } from '../shared/text-field.ts';
import { CaseActs } from './case-api.ts';

const HOUR = 60;
const STEPS = [
  { minutes: 15, label: '15 minutes' },
  { minutes: HOUR, label: '1 hour' },
  { minutes: 4 * HOUR, label: '4 hours' },
  { minutes: 12 * HOUR, label: '12 hours' },
  { minutes: 24 * HOUR, label: '1 day' },
] as const;
const custom = z.object({
  hours: z
    .string()
    .regex(/^\d+(\.\d+)?$/, 'Enter a number of hours')
    .refine((hours) => Number(hours) > 0, 'Enter more than nothing')
    .refine((hours) => Number(hours) * HOUR <= CLOCK_FORWARD_MAX_MINUTES, 'Enter no more than a year'),
});

/** What marks a drill, and moves its own clock forward. */
@Component({
  selector: 'tw-drill-clock',
  imports: [ErrorSummary, TextField],
  providers: [SubmitErrors],
  templateUrl: './drill-clock.html',
  styleUrl: './drill-clock.scss',
})
export class DrillClock {
  private readonly acts = inject(CaseActs);
  private readonly page = pageForm({ hours: '' }, (path) => validateStandardSchema(path, custom));
  protected readonly form = this.page.form;
  protected readonly busy = this.page.busy;
  readonly view = input.required<CaseView>();
  readonly now = input.required<number>();
  readonly moved = output();

  protected readonly steps = STEPS;
  /** The version of the case in which its clock was moved here. */
  private readonly movedIn = signal<number | null>(null);
  protected readonly said = computed(() => {
    const moved = this.movedIn();
    if (moved === null) return '';
    const { version, catchingUp } = this.view();
    return version < moved || catchingUp
      ? 'The clock was moved. What fell due meanwhile is being played.'
      : 'The clock was moved, and what fell due meanwhile has been played.';
  });
  protected readonly time = computed(() => dayAndTime(this.now(), this.now()));

  protected async moveCustom(event: Event): Promise<void> {
    event.preventDefault();
    if (this.page.errors.show(errorsOf(this.form))) return;
    await this.move(Math.max(1, Math.round(Number(this.form().value().hours) * HOUR)));
  }

  protected move(forwardMinutes: number): Promise<void> {
    return this.page.doing('hours', async () => {
      this.movedIn.set(null);
      const { version } = await this.acts.moveClock(this.view().id, {
        eventId: newEventId(),
        forwardMinutes,
      });
      this.page.outcome.forget();
      this.movedIn.set(version);
      this.moved.emit();
    });
  }
}
