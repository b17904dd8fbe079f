import {
  Component,
  type ElementRef,
  afterNextRender,
  inject,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { form, validateStandardSchema } from '@angular/forms/signals';
import { takeOver } from '@trustward/contracts';
import * as z from 'zod';
import { ErrorSummary } from '../shared/error-summary.ts';
import { newEventId } from '../shared/event-id.ts';
import { problemOf } from '../shared/problem.ts';
import { SubmitErrors, errorsOf } from '../shared/submit-errors.ts';
import { TextField } from '../shared/text-field.ts';
import { CaseActs } from './case-api.ts';

/** Takes a duty over with a reason. When someone else was first, says so and keeps the reason. */
@Component({
  selector: 'tw-take-over-dialog',
  imports: [ErrorSummary, TextField],
  providers: [SubmitErrors],
  templateUrl: './take-over-dialog.html',
  styleUrl: './take-over-dialog.scss',
})
export class TakeOverDialog {
  private readonly acts = inject(CaseActs);
  private readonly errors = inject(SubmitErrors);
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');
  readonly caseId = input.required<string>();
  readonly step = input.required<string>();
  readonly version = input.required<number>();
  readonly title = input.required<string>();
  readonly from = input.required<string | null>();
  readonly done = output();
  readonly closed = output();

  protected readonly busy = signal(false);
  protected readonly form = form(signal({ reason: '' }), (path) =>
    validateStandardSchema(path, z.object({ reason: takeOver.shape.reason })),
  );
  private readonly eventId = newEventId();

  constructor() {
    afterNextRender(() => this.dialog().nativeElement.showModal());
  }

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy() || this.errors.show(errorsOf(this.form))) return;
    this.busy.set(true);
    try {
      const { reason } = this.form().value();
      const act = { eventId: this.eventId, version: this.version(), reason: reason.trim() };
      await this.acts.takeOver(this.caseId(), this.step(), act);
      this.done.emit();
    } catch (error) {
      // Stale, refused or out of reach: said in the dialog, and the reason stays.
      this.errors.show([{ field: 'reason', message: problemOf(error).detail }]);
    } finally {
      this.busy.set(false);
    }
  }
}
