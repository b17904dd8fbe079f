import {
  Component,
  type ElementRef,
  afterNextRender,
  afterRenderEffect,
  computed,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { form, validateStandardSchema } from '@angular/forms/signals';
import { ErrorSummary } from '../shared/error-summary.ts';
import { newEventId } from '../shared/event-id.ts';
import { keepTyped } from '../shared/keep-typed.ts';
import { problemOf, unanswered } from '../shared/problem.ts';
import { RadiosField } from '../shared/radios-field.ts';
import { SubmitErrors, errorsOf } from '../shared/submit-errors.ts';
import { TextField } from '../shared/text-field.ts';
import { dayAndTime, fromWall } from '../shared/london-time.ts';
import { Outcome } from '../shell/outcome.ts';
import type { Act, Answers } from './act.ts';
import type { ActKind } from './act-kinds.ts';
import { type ActPlace, type KeptAct, KeptActs } from './kept-acts.ts';
import { KeptWords } from './kept-words.ts';

const MAY_BE_TAKEN =
  'It may have been sent all the same, and what you typed is kept. Send it again: it counts only once.';
const BLANK: Answers = { choice: '', date: '', reason: '' };

/**
 * Asks for what an act needs, and keeps what was typed until it was sent or put away: through a refusal, a closed dialog,
 * a page that was left, and where somebody else has taken the question away.
 */
@Component({
  selector: 'tw-act-dialog',
  imports: [ErrorSummary, KeptWords, RadiosField, TextField],
  providers: [SubmitErrors],
  templateUrl: './act-dialog.html',
  styleUrl: './act-dialog.scss',
})
export class ActDialog {
  private readonly errors = inject(SubmitErrors);
  private readonly outcome = inject(Outcome);
  protected readonly kept = inject(KeptActs);
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');
  private readonly heading = viewChild.required<ElementRef<HTMLElement>>('heading');
  readonly place = input.required<ActPlace>();
  /** As it could be sent now; null once it cannot be. */
  readonly act = input.required<Act | null>();
  /** Why it cannot be sent any more. */
  readonly gone = input.required<string>();
  /** The id of the words that say what is so now, which take the focus. */
  readonly landing = input.required<string>();
  readonly done = output<ActKind>();
  /** Somebody else was first: the page should read again what is so. */
  readonly overtaken = output();
  readonly closed = output();

  /** The version that turned out to be an old one. */
  private readonly stale = signal<Act['version']>(null);
  /** What was agreed to does not change under a person's hands: only after they were told. */
  protected readonly asked = linkedSignal<{ now: Act | null; stale: Act['version'] }, Act | null>({
    source: () => ({ now: this.act(), stale: this.stale() }),
    computation: ({ now, stale }, previous) => {
      const before = previous?.value;
      if (!before || !now) return now ?? before ?? null;
      return stale !== null && before.version === stale ? now : before;
    },
  });
  protected readonly changed = computed(
    () => this.stale() !== null && this.asked()?.version !== this.stale(),
  );
  /** From pressing the button until something answers: it may have been taken by then, and that answer alone says so. */
  private readonly sent = signal(false);
  protected readonly over = computed(() => this.act() === null && !this.sent());
  protected readonly busy = signal(false);
  private readonly answers = signal(BLANK);
  protected readonly form = form(this.answers, (path) =>
    validateStandardSchema(path, () => this.asked()?.rules),
  );
  private eventId = newEventId();
  /** What was found of before; nothing is kept until that was looked for, nor once it was sent. */
  protected readonly before = signal<KeptAct | null>(null);
  private readonly keeps = signal(false);
  protected readonly sentBefore = computed(() => this.before()?.sent ?? false);
  protected readonly typed = computed(() => Object.values(this.answers()).some((value) => value !== ''));
  protected readonly title = computed(() => this.asked()?.title ?? this.before()?.title ?? '');
  protected readonly lines = computed(() => {
    const act = this.asked();
    if (!act) return this.before()?.lines ?? [];
    const { choice, date, reason } = this.answers();
    const chosen = act.choices.find(({ code }) => code === choice)?.label ?? '';
    const at = fromWall(date);
    return [
      { label: act.question ?? '', value: chosen },
      { label: act.date ?? '', value: at === null ? '' : dayAndTime(at, at) },
      { label: act.label, value: reason },
    ].filter(({ value }) => value !== '');
  });
  private readonly toKeep = computed(() =>
    this.keeps() ? { ...this.answers(), sent: this.sent() || (this.over() && this.sentBefore()) } : undefined,
  );
  protected readonly copied = signal(false);

  constructor() {
    afterNextRender(() => void this.open());
    keepTyped(this.toKeep, (typed) => this.keep({ title: this.title(), ...typed, lines: this.lines() }));
    afterRenderEffect(() => {
      if (this.over() && this.keeps()) this.focusHeading();
    });
  }

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    const act = this.asked();
    if (!act || this.busy() || this.over() || this.errors.show(errorsOf(this.form))) return;
    this.busy.set(true);
    this.sent.set(true);
    try {
      const answers = this.answers();
      await act.send(this.eventId, { ...answers, reason: answers.reason.trim() });
      await this.finish(act);
    } catch (error) {
      // Stale, refused or out of reach: said in the dialog, and what was typed stays.
      const { code, detail } = problemOf(error);
      this.sent.set(unanswered(error));
      const message = this.sent() ? `${detail} ${MAY_BE_TAKEN}` : detail;
      this.errors.show([{ field: 'reason', message }]);
      if (code === 'stale') this.lose(act);
    } finally {
      this.busy.set(false);
    }
  }

  protected async putAway(): Promise<void> {
    this.keeps.set(false);
    await this.forget();
    this.dialog().nativeElement.close();
  }

  protected async copy(): Promise<void> {
    const words = this.lines().map(({ value }) => value);
    this.copied.set(
      await navigator.clipboard.writeText(words.join('\n')).then(
        () => true,
        () => false,
      ),
    );
  }

  /** Closed, by whatever. */
  protected left(): void {
    const landing = this.landing();
    this.closed.emit();
    void this.outcome.land(landing, null);
  }

  /** Shown once it is known what was typed before. */
  private async open(): Promise<void> {
    // A browser that would not open its store kept nothing in it.
    const before = await this.kept.of(this.place()).catch(() => null);
    if (before) {
      const offered = this.asked()?.choices.some(({ code }) => code === before.choice) ?? true;
      const { choice, date, reason } = before;
      this.answers.set({ choice: offered ? choice : '', date, reason });
      this.before.set(before);
    }
    this.keeps.set(true);
    const dialog = this.dialog().nativeElement;
    // The page may have been left meanwhile.
    if (dialog.isConnected) dialog.showModal();
  }

  private async keep(words: KeptAct): Promise<void> {
    // A browser that refuses to keep it leaves it in the dialog.
    if (words.choice + words.date + words.reason === '') await this.forget();
    else if (words.lines.length) await this.kept.keep(this.place(), words).catch(() => undefined);
  }

  private async forget(): Promise<void> {
    await this.kept.forget(this.place()).catch(() => undefined);
  }

  /** The next attempt is a new act, on what is so by then. */
  private lose({ version }: Act): void {
    this.stale.set(version);
    this.eventId = newEventId();
    this.overtaken.emit();
  }

  /** Closed before it is taken from the page: only then does the browser give the focus back. */
  private async finish({ said }: Act): Promise<void> {
    this.keeps.set(false);
    const landing = this.landing();
    await this.forget();
    this.dialog().nativeElement.close();
    this.done.emit(this.place().kind);
    this.outcome.tell(said, landing);
  }

  private focusHeading(): void {
    const heading = this.heading().nativeElement;
    heading.setAttribute('tabindex', '-1');
    heading.focus();
  }
}
