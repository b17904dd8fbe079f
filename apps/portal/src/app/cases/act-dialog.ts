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
import type * as z from 'zod';
import { ErrorSummary } from '../shared/error-summary.ts';
import { newEventId } from '../shared/event-id.ts';
import { problemOf } from '../shared/problem.ts';
import { type Choice, RadiosField } from '../shared/radios-field.ts';
import { SubmitErrors, errorsOf } from '../shared/submit-errors.ts';
import { TextField } from '../shared/text-field.ts';

/** What an act asks before it is sent: perhaps a choice, and a reason in words. */
export interface Answers {
  readonly choice: string;
  readonly reason: string;
}

/** One act as its dialog puts it. */
export interface Act {
  readonly title: string;
  /** What follows of it. */
  readonly about: string;
  readonly question: string | null;
  readonly choices: readonly Choice[];
  readonly label: string;
  readonly hint: string;
  readonly verb: string;
  readonly rules: z.ZodType<Answers>;
  readonly send: (eventId: string, answers: Answers) => Promise<unknown>;
}

/** Asks for what an act needs. When it is refused, says why and keeps what was typed. */
@Component({
  selector: 'tw-act-dialog',
  imports: [ErrorSummary, RadiosField, TextField],
  providers: [SubmitErrors],
  templateUrl: './act-dialog.html',
  styleUrl: './take-over-dialog.scss',
})
export class ActDialog {
  private readonly errors = inject(SubmitErrors);
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');
  readonly act = input.required<Act>();
  readonly done = output();
  readonly closed = output();

  protected readonly busy = signal(false);
  protected readonly form = form(signal<Answers>({ choice: '', reason: '' }), (path) =>
    validateStandardSchema(path, () => this.act().rules),
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
      const { choice, reason } = this.form().value();
      await this.act().send(this.eventId, { choice, reason: reason.trim() });
      this.done.emit();
    } catch (error) {
      // Stale, refused or out of reach: said in the dialog, and what was typed stays.
      this.errors.show([{ field: 'reason', message: problemOf(error).detail }]);
    } finally {
      this.busy.set(false);
    }
  }
}
