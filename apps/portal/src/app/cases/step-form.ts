import { Location } from '@angular/common';
import { Component, DOCUMENT, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { form, validateStandardSchema } from '@angular/forms/signals';
import { Router, RouterLink } from '@angular/router';
import type { CaseTask } from '@trustward/contracts';
import { DangerPanel } from '../shared/danger-panel.ts';
import { ErrorSummary } from '../shared/error-summary.ts';
import { newEventId } from '../shared/event-id.ts';
import { keepTyped } from '../shared/keep-typed.ts';
import { heldWhile, kept } from '../shared/kept.ts';
import { Loading } from '../shared/loading.ts';
import { Numbers } from '../shared/numbers.ts';
import { dayAndTime } from '../shared/london-time.ts';
import { problemOf, unanswered } from '../shared/problem.ts';
import { RadiosField } from '../shared/radios-field.ts';
import { SubmitErrors, errorsOf } from '../shared/submit-errors.ts';
import { TextField } from '../shared/text-field.ts';
import { Tick } from '../shared/tick.ts';
import { Heading } from '../shell/heading.ts';
import { Outcome } from '../shell/outcome.ts';
import { reloadOnChange } from '../shell/on-change.ts';
import { Session } from '../shell/session.ts';
import { TroubleNote } from '../shell/trouble.ts';
import { ClockLine } from '../shared/clock-line.ts';
import { CaseActs, caseResource, readable } from './case-api.ts';
import { ChildLine } from './child-line.ts';
import { DoneBefore } from './done-before.ts';
import { EvidenceFieldInput } from './evidence-field.ts';
import { KeptSteps } from './kept-steps.ts';
import { KeptWords } from './kept-words.ts';
import { Reported } from './reported.ts';
import {
  type StepAnswers,
  anythingTyped,
  askedFields,
  asksTime,
  emptyAnswers,
  keptAnswers,
  worthKeeping,
} from './step-answers.ts';
import { recordedLines, toDone } from './step-done.ts';
import { stepRules } from './step-rules.ts';
import { doneWith } from './task-words.ts';

const MAY_BE_RECORDED =
  'It may have been recorded all the same, and your words are kept. Record it again: it is recorded only once.';

/** The form of one step, made from the chain: outcome, evidence, when; check; record. */
@Component({
  selector: 'tw-step-form',
  imports: [
    RouterLink,
    DangerPanel,
    DoneBefore,
    ErrorSummary,
    RadiosField,
    TextField,
    EvidenceFieldInput,
    Heading,
    Loading,
    TroubleNote,
    ClockLine,
    ChildLine,
    KeptWords,
    Numbers,
    Reported,
  ],
  providers: [SubmitErrors],
  templateUrl: './step-form.html',
  styleUrl: './step-form.scss',
})
export class StepFormPage {
  private readonly acts = inject(CaseActs);
  private readonly router = inject(Router);
  private readonly location = inject(Location);
  private readonly document = inject(DOCUMENT);
  private readonly outcome = inject(Outcome);
  private readonly kept = inject(KeptSteps);
  /** Whoever opened the page writes the form, whoever may be signed in when it is kept. */
  private readonly personId = inject(Session).me()?.personId ?? '';
  private readonly tick = inject(Tick);
  protected readonly errors = inject(SubmitErrors);
  readonly caseId = input.required<string>();
  readonly step = input.required<string>();
  /** In the address while the answers are read over, so that Back goes to the form and not away from it. */
  readonly checking = input<string>();

  protected readonly found = caseResource(this.caseId);
  /** From pressing the button until something answers: it may stand by then, and that answer alone says so. */
  protected readonly sent = signal(false);
  private readonly last = kept(this.found);
  protected readonly view = heldWhile(
    this.sent,
    computed(() => readable(this.last())),
  );
  protected readonly isUnreadable = computed(() => this.last() !== undefined && this.view() === undefined);
  protected readonly task = computed(() => this.view()?.tasks.find(({ step }) => step === this.step()));
  protected readonly now = computed(() => {
    const view = this.view();
    return view ? this.tick.nowOf(view.now, view.receivedAt) : Date.now();
  });
  /** Whether the step is a call: then its numbers stand open. */
  protected readonly asksNumber = computed(
    () => this.task()?.form.evidence.some(({ kind }) => kind === 'phone' || kind === 'contact') ?? false,
  );
  /** Nothing was done on this case yet: whoever decides first reads what was reported. */
  protected readonly untouched = computed(
    () => this.view()?.tasks.every(({ doneAt }) => doneAt === null) ?? false,
  );
  protected readonly doneWhen = computed(() => dayAndTime(Date.parse(this.task()?.doneAt ?? ''), this.now()));

  private readonly answers = signal<StepAnswers>({
    outcome: '',
    when: '',
    wall: '',
    emergency: '',
    evidence: {},
    attested: {},
  });
  private readonly ready = signal(false);
  /** The form as it was before anybody wrote in it. */
  private blank: StepAnswers | null = null;
  private eventId = newEventId();
  /** Whose it was when this page was opened. */
  private readonly begunBy = signal<string | null | undefined>(undefined);
  private cameByContinue = false;
  protected readonly busy = signal(false);
  protected readonly form = form(this.answers, (path) => {
    validateStandardSchema(path, () => {
      const task = this.task();
      return task ? stepRules(task, () => untracked(this.now)) : undefined;
    });
  });

  protected readonly outcomes = computed(() =>
    (this.task()?.form.outcomes ?? []).map(({ code, label, sentence }) => ({ code, label, hint: sentence })),
  );
  protected readonly whenChoices = [
    { code: 'now', label: 'Just now' },
    { code: 'earlier', label: 'Earlier' },
  ];
  /** Whether to ask for the agreement that it needs, or to do without in an emergency. */
  protected readonly agreeing = computed(() => {
    const { agreement } = this.task() ?? {};
    if (!agreement) return null;
    const { answerers, emergencyFor, comes } = agreement;
    const without = emergencyFor.map(({ code, label }) => ({
      code,
      label: `It cannot wait: ${label}`,
      hint: comes.join(' ') || null,
    }));
    return { answerers, choices: [{ code: '', label: 'It can wait until somebody agrees' }, ...without] };
  });
  protected readonly fields = computed(() => {
    const task = this.task();
    return task ? askedFields(task, this.answers().outcome) : [];
  });
  /** A case about an adult cannot be opened here: their number comes before everything else, and it is not asked for again. */
  protected readonly byPhone = signal(false);
  protected readonly lines = computed(() => {
    const task = this.task();
    return task ? recordedLines(task, this.answers(), this.now()) : [];
  });
  protected readonly asksTime = computed(() => {
    const task = this.task();
    return task !== undefined && asksTime(task);
  });
  protected readonly typed = computed(() => this.ready() && anythingTyped(this.answers()));
  protected readonly phase = computed(() => {
    const task = this.task();
    if (!task) return 'ask';
    if (task.doneAt !== null || task.endedAt !== null) return 'over';
    const begunBy = this.begunBy();
    if (begunBy !== undefined && !task.mine && (task.owner?.id ?? null) !== begunBy) return 'lost';
    if (!task.mayDo) return 'closed';
    return this.checking() === 'yes' && this.ready() && this.form().valid() ? 'check' : 'ask';
  });
  /** Whether what was typed can only be read any more. */
  protected readonly given = computed(() => ['over', 'lost', 'closed'].includes(this.phase()));
  /** Nothing once the page may show the step no more. */
  private readonly toKeep = computed(() => {
    if (!this.ready() || !this.task()) return undefined;
    const lost = ['over', 'lost'].includes(this.phase());
    return { answers: this.answers(), lost, sent: this.sent() };
  });
  protected readonly isEarlier = computed(() => this.answers().when === 'earlier');

  constructor() {
    reloadOnChange(this.found);
    effect(() => {
      const task = this.task();
      if (task && !untracked(this.ready)) untracked(() => void this.begin(task));
    });
    keepTyped(this.toKeep, (written) => this.keep(written));
  }

  protected async check(event: Event): Promise<void> {
    event.preventDefault();
    if (this.errors.show(errorsOf(this.form))) return;
    this.cameByContinue = true;
    await this.router.navigate([], { queryParams: { checking: 'yes' } });
  }

  protected async change(): Promise<void> {
    this.errors.clear();
    this.byPhone.set(false);
    if (this.cameByContinue) this.location.back();
    else await this.router.navigate([], { queryParams: {}, replaceUrl: true });
  }

  protected async record(): Promise<void> {
    const task = this.task();
    if (!task || this.busy()) return;
    const ended = task.form.outcomes.find(({ code }) => code === this.answers().outcome)?.label;
    this.busy.set(true);
    this.sent.set(true);
    try {
      await this.acts.done(this.caseId(), this.step(), toDone(task, this.answers(), this.eventId));
      this.ready.set(false);
      await this.forget();
      await this.router.navigate(['/cases', this.caseId()]);
      this.outcome.tell(`Recorded: ${doneWith(task.title, ended)}.`, null);
    } catch (error) {
      // Moved on by someone else, refused by a rule, or out of reach: said in words, what was typed stays.
      this.refused(error);
    } finally {
      this.busy.set(false);
    }
  }

  private refused(error: unknown): void {
    const { code, detail, rule } = problemOf(error);
    this.byPhone.set(rule === 'subjectUnnamed');
    this.sent.set(unanswered(error));
    if (code === 'stale') {
      // The next attempt is a new act, on the newer version that is being fetched.
      this.eventId = newEventId();
      this.found.reload();
    }
    const more = this.sent() ? MAY_BE_RECORDED : code === 'stale' ? 'Your words are kept.' : '';
    const field = this.byPhone() ? 'change' : 'record';
    this.errors.show([{ field, message: `${detail} ${more}`.trim() }]);
  }

  /** Does it all the same, as whoever may; with what was typed. */
  protected carryOn(): void {
    this.begunBy.set(this.task()?.owner?.id ?? null);
  }

  /** Its words were read, or are wanted no more. */
  protected async putAway(): Promise<void> {
    if (this.blank) this.answers.set(this.blank);
    this.sent.set(false);
    this.carryOn();
    // The button is gone, and the focus must not be.
    this.document.querySelector('h1')?.focus({ preventScroll: true });
    await this.forget();
  }

  private async begin(task: CaseTask): Promise<void> {
    const written = await this.kept.of(this.place()).catch(() => null);
    this.begunBy.set(written ? written.begunBy : (task.owner?.id ?? null));
    this.blank = emptyAnswers(task, this.now());
    this.answers.set(keptAnswers(written?.answers, this.blank));
    // What can still be recorded was not.
    this.sent.set(this.given() && written?.sent === true);
    this.ready.set(true);
  }

  private async keep({
    answers: typed,
    lost,
    sent,
  }: NonNullable<ReturnType<typeof this.toKeep>>): Promise<void> {
    if (!this.ready() || !this.blank) return;
    const answers = worthKeeping(typed, this.blank);
    if (!answers) return this.forget();
    const worth = { answers, begunBy: this.begunBy() ?? null, lost, sent };
    // A browser that refuses to keep drafts leaves the form as it is, on the page.
    await this.kept.keep(this.place(), worth).catch(() => undefined);
  }

  private async forget(): Promise<void> {
    await this.kept.forget(this.place()).catch(() => undefined);
  }

  private place() {
    return { personId: this.personId, caseId: this.caseId(), step: this.step() };
  }
}
