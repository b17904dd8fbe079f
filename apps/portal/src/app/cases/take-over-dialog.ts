import {
  ApplicationRef,
  Component,
  DOCUMENT,
  type ElementRef,
  afterNextRender,
  computed,
  inject,
  input,
  linkedSignal,
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
import { KeptReasons } from './kept-reasons.ts';

/** The duty a person was asked about. */
interface Asked {
  readonly step: string;
  readonly title: string;
  readonly from: string | null;
  readonly version: number;
}

/** Takes a duty over with a reason. When someone else was first, says who has it now and keeps the reason. */
@Component({
  selector: 'tw-take-over-dialog',
  imports: [ErrorSummary, TextField],
  providers: [SubmitErrors],
  templateUrl: './take-over-dialog.html',
  styleUrl: './take-over-dialog.scss',
})
export class TakeOverDialog {
  private readonly acts = inject(CaseActs);
  private readonly kept = inject(KeptReasons);
  private readonly errors = inject(SubmitErrors);
  private readonly app = inject(ApplicationRef);
  private readonly document = inject(DOCUMENT);
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');
  readonly caseId = input.required<string>();
  readonly step = input.required<string>();
  readonly version = input.required<number>();
  readonly title = input.required<string>();
  readonly from = input.required<string | null>();
  /** Whether the page no longer shows the duty: it was done, or closed to this person. */
  readonly gone = input(false);
  /** The id of the words that say whose the duty is, which take the focus when it has changed hands. */
  readonly landing = input('next-title');
  readonly done = output();
  /** Someone else was first: the page should read again who has it. */
  readonly lost = output();
  readonly closed = output();

  /** The version that turned out to be an old one. */
  private readonly stale = signal<number | null>(null);
  /** What was agreed to does not change under a person's hands: only after they have lost. */
  protected readonly asked = linkedSignal<{ now: Asked; stale: number | null }, Asked>({
    source: () => ({
      now: { step: this.step(), title: this.title(), from: this.from(), version: this.version() },
      stale: this.stale(),
    }),
    computation: ({ now, stale }, before) => {
      const asked = before?.value;
      return asked === undefined || (asked.version === stale && asked.step === now.step) ? now : asked;
    },
  });
  protected readonly overtaken = computed(
    () => this.stale() !== null && this.asked().version !== this.stale(),
  );
  protected readonly over = computed(
    () => this.stale() !== null && (this.gone() || this.step() !== this.asked().step),
  );
  protected readonly busy = signal(false);
  protected readonly form = form(signal({ reason: '' }), (path) =>
    validateStandardSchema(path, z.object({ reason: takeOver.shape.reason })),
  );
  private readonly eventId = newEventId();
  /** Whether the reason is one that came too late before. */
  protected readonly again = signal(false);

  constructor() {
    afterNextRender(() => {
      this.dialog().nativeElement.showModal();
      void this.restore();
    });
  }

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy() || this.over() || this.errors.show(errorsOf(this.form))) return;
    this.busy.set(true);
    try {
      const { step, version } = this.asked();
      const reason = this.form().value().reason.trim();
      await this.acts.takeOver(this.caseId(), step, { eventId: this.eventId, version, reason });
      this.finish();
    } catch (error) {
      // Stale, refused or out of reach: said in the dialog, and the reason stays.
      const { code, detail } = problemOf(error);
      this.errors.show([{ field: 'reason', message: detail }]);
      if (code === 'stale') this.lose();
    } finally {
      this.busy.set(false);
    }
  }

  private async restore(): Promise<void> {
    const { step } = this.asked();
    // A browser that would not open its store kept nothing in it.
    const reason = await this.kept.of({ caseId: this.caseId(), step }).catch(() => '');
    if (reason === '' || this.form().value().reason !== '') return;
    this.form.reason().value.set(reason);
    this.again.set(true);
  }

  private lose(): void {
    const { step, version } = this.asked();
    this.stale.set(version);
    const { reason } = this.form().value();
    // A browser that refuses to keep it leaves it in the dialog.
    void this.kept.keep({ caseId: this.caseId(), step }, reason).catch(() => undefined);
    this.lost.emit();
  }

  /** Closed before it is taken from the page: only then does the browser give the focus back. */
  private finish(): void {
    const landing = this.landing();
    this.dialog().nativeElement.close();
    const opener = this.document.activeElement;
    this.forget();
    this.done.emit();
    void this.land(landing, opener);
  }

  /** Closed, by whatever: its words are wanted no more. */
  protected left(): void {
    this.forget();
    const landing = this.landing();
    this.closed.emit();
    void this.land(landing, null);
  }

  private forget(): void {
    const { step } = this.asked();
    void this.kept.forget({ caseId: this.caseId(), step }).catch(() => undefined);
  }

  /** Once the page shows what came of it: whatever opened the dialog may be gone by then, and the focus with it. */
  private async land(landing: string, opener: Element | null): Promise<void> {
    await this.app.whenStable();
    const { activeElement, body } = this.document;
    if (activeElement !== body && activeElement !== opener) return;
    const at = this.document.getElementById(landing) ?? this.document.querySelector('h1');
    at?.setAttribute('tabindex', '-1');
    at?.focus();
  }
}
