import { NgTemplateOutlet } from '@angular/common';
import { httpResource } from '@angular/common/http';
import { Component, DestroyRef, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { form, validateStandardSchema } from '@angular/forms/signals';
import { Router, RouterLink } from '@angular/router';
import { type ReportForm, reportForm } from '@trustward/contracts';
import { AreaNumbers } from '../shared/area-numbers.ts';
import { DangerPanel } from '../shared/danger-panel.ts';
import { ErrorSummary } from '../shared/error-summary.ts';
import { keepTyped } from '../shared/keep-typed.ts';
import { Numbers } from '../shared/numbers.ts';
import { RadiosField } from '../shared/radios-field.ts';
import { SelectField } from '../shared/select-field.ts';
import { SubmitErrors, errorsOf } from '../shared/submit-errors.ts';
import { TextField } from '../shared/text-field.ts';
import { Tick } from '../shared/tick.ts';
import { Heading } from '../shell/heading.ts';
import { Session } from '../shell/session.ts';
import { TroubleNote } from '../shell/trouble.ts';
import { Outcome } from '../shell/outcome.ts';
import { AdultByPhone } from './adult-by-phone.ts';
import { BegunList } from './begun-list.ts';
import { BegunReports } from './begun-reports.ts';
import { CheckAnswers } from './check-answers.ts';
import { type Draft, completed, newDraft, notAhead, urgentAnswers } from './draft.ts';
import { ABOUT_CHOICES, awareChoices, draftRules, questionsOf, yearChoices } from './questions.ts';
import { ReportReceipt } from './receipt.ts';
import { ReportSending } from './sending.ts';
import { onlyForChild, toRing } from './to-ring.ts';
import { Unsent } from './unsent.ts';

const ABOUT = { key: 'about', fields: ['about'] };
const CHECK = { key: 'check', fields: [] };

/** Report a concern: danger first, then one question per page, check, send, receipt. */
@Component({
  selector: 'tw-report',
  imports: [
    NgTemplateOutlet,
    RouterLink,
    ErrorSummary,
    TextField,
    RadiosField,
    SelectField,
    BegunList,
    Heading,
    TroubleNote,
    DangerPanel,
    AdultByPhone,
    AreaNumbers,
    Numbers,
    CheckAnswers,
    ReportReceipt,
    ReportSending,
  ],
  providers: [SubmitErrors],
  templateUrl: './report.html',
  styleUrl: './report.scss',
})
export class ReportPage {
  private readonly router = inject(Router);
  private readonly tick = inject(Tick);
  private readonly errors = inject(SubmitErrors);
  protected readonly session = inject(Session);
  protected readonly unsent = inject(Unsent);
  private readonly begun = inject(BegunReports);
  private readonly outcome = inject(Outcome);
  /** Whoever opened the page writes the report, whoever may be signed in when it is sent. */
  private readonly personId = this.session.me()?.personId ?? '';

  /** The question in the address, so that Back goes to the one before. */
  readonly q = input<string>();

  protected readonly asked = httpResource(() => '/api/report-form', {
    parse: (raw) => reportForm.parse(raw),
  });
  private readonly known = signal<ReportForm | null>(null);
  protected readonly draft = signal(newDraft(this.tick.now()));
  protected readonly ready = signal(false);
  protected readonly saved = signal(false);
  protected readonly form = form(this.draft, (path) => {
    validateStandardSchema(path, () => {
      const known = this.known();
      return known ? draftRules(known, () => this.tick.now()) : undefined;
    });
  });

  protected readonly questions = computed(() => {
    const known = this.known();
    return known ? questionsOf(known) : [];
  });
  protected readonly schools = computed(() => this.known()?.schools ?? []);
  protected readonly schoolChoices = computed(() =>
    this.schools().map(({ id, name }) => ({ code: id, label: name })),
  );
  protected readonly authorities = computed(() => this.known()?.authorities ?? []);
  protected readonly authorityChoices = computed(() => [
    { code: '', label: 'The school’s own area' },
    ...this.authorities().map(({ id, name }) => ({ code: id, label: name })),
  ]);
  protected readonly years = computed(() => yearChoices(this.draft(), this.schools()));
  protected readonly aboutChoices = ABOUT_CHOICES;
  protected readonly awareChoices = computed(() => awareChoices(this.draft().startedAt, this.tick.server()));
  private readonly toRing = computed(() => toRing(this.draft(), this.schools(), this.authorities()));
  protected readonly numbers = computed(() => this.toRing().numbers);
  protected readonly eachArea = computed(() => this.toRing().eachArea);
  protected readonly forChild = computed(() =>
    onlyForChild(this.numbers() ?? { authority: '', numbers: [], closedOn: [] }),
  );
  /** Where the adult may work: wherever the child lives, their own area's officer is rung. */
  protected readonly workplaces = computed(() => {
    const chosen = this.schools().filter(({ id }) => id === this.draft().schoolId);
    return chosen.length ? chosen : this.schools();
  });
  protected readonly urgent = computed(() => urgentAnswers(this.draft(), this.known()?.questions ?? []));

  /** How far the person may be: never past the first question that still lacks an answer. */
  private readonly reached = computed(() => {
    const wrong = new Set(errorsOf(this.form).map(({ field }) => field));
    const first = this.questions().findIndex(({ fields }) => fields.some((field) => wrong.has(field)));
    return first === -1 ? this.questions().length : first;
  });
  protected readonly at = computed(() => {
    const asked = this.q() === CHECK.key ? Infinity : Number(this.q() ?? 1) - 1 || 0;
    return Math.min(Math.max(0, asked), this.reached());
  });
  /** Until the form is there, and where it cannot be loaded, the first page stands, which begins with 999. */
  protected readonly current = computed(
    () => this.questions()[this.at()] ?? (this.questions().length ? CHECK : ABOUT),
  );
  protected readonly factQuestion = computed(() =>
    this.known()?.questions.find(({ fact }) => this.current().key === `fact:${fact}`),
  );
  /** Whether the answer on this very page calls for the numbers. */
  protected readonly urgentHere = computed(() => {
    const asked = this.factQuestion();
    return asked ? urgentAnswers(this.draft(), [asked]) !== '' : false;
  });
  private readonly adult = computed(() => this.q() === 'adult' && this.draft().about === 'adult');
  /** Whether what becomes of this report is this page's to show: it is the one written here, or none is. */
  private readonly here = (id: string): boolean => this.draft().about === '' || this.draft().id === id;
  protected readonly receipt = computed(() => {
    const receipt = this.unsent.receipt();
    return receipt && (this.unsent.asked() || this.here(receipt.id)) ? receipt : null;
  });
  /** What the page shows. A report on its way comes before the receipt of an earlier one. */
  protected readonly view = computed(() => {
    const onItsWay = this.unsent.onItsWay();
    if (onItsWay !== null && this.here(onItsWay)) return 'sending';
    if (this.receipt()) return 'receipt';
    if (this.adult()) return 'adult';
    return this.ready() ? 'question' : 'opening';
  });
  /** Whether 999 stands in the panel that begins the page, and need not be said above it. */
  protected readonly atDanger = computed(() => this.view() === 'question' && this.current().key === 'about');
  /** Other reports that were begun on this device, and that no other tab is writing. */
  protected readonly others = signal<readonly Draft[]>([]);
  /** Whether the one of this tab is still to be sent, under the receipt of another. */
  private readonly underway = computed(
    () => this.draft().about !== '' && this.draft().id !== this.receipt()?.id,
  );
  protected readonly unfinished = computed(() => this.underway() || this.others().length > 0);
  private readonly refusedHere = computed(() =>
    this.view() === 'question' && this.current().key === CHECK.key ? this.draft().refused : '',
  );

  constructor() {
    this.unsent.showsPage(this.here);
    inject(DestroyRef).onDestroy(() => {
      this.unsent.showsPage(null);
      this.begun.leave();
    });
    void this.restore();
    effect(() => {
      // Kept when a later reload of it fails: the questions must not vanish under a person's hands.
      if (this.asked.hasValue()) this.known.set(this.asked.value());
    });
    effect(() => this.completeDraft());
    effect(() => {
      const refused = this.unsent.refused();
      if (refused && this.ready() && refused.id === untracked(this.draft).id) this.draft.set(refused);
    });
    effect(() => {
      const wanted = this.unsent.wanted();
      if (wanted && this.ready() && this.known()) untracked(() => void this.goOnWith(wanted));
    });
    effect(() => {
      const receipt = this.view() === 'receipt' ? this.receipt() : null;
      if (receipt) untracked(() => this.unsent.seen(receipt));
      if (this.ready()) untracked(() => void this.lookForOthers());
    });
    effect(() => {
      const message = this.refusedHere();
      if (message) untracked(() => this.errors.show([{ field: 'send', message }]));
    });
    keepTyped(
      () => (this.ready() && this.unsent.receipt()?.id !== this.draft().id ? this.draft() : undefined),
      (written) => this.save(written),
    );
  }

  protected async next(event: Event): Promise<void> {
    event.preventDefault();
    const { key, fields } = this.current();
    if (this.errors.show(errorsOf(this.form, fields))) return;
    if (key === 'about' && this.draft().about === 'adult') return void this.go('adult');
    await this.go(String(this.at() + 2));
  }

  protected async go(q: string): Promise<void> {
    this.errors.clear();
    await this.router.navigate([], { queryParams: { q } });
  }

  protected async send(): Promise<void> {
    this.errors.clear();
    // From here on it is kept by whoever sends it.
    this.draft.set({ ...notAhead(this.draft(), this.tick.now()), send: true, urgent: this.urgent() });
    await this.unsent.send(this.personId, this.draft());
  }

  /** From the receipt of another to what was begun besides. */
  protected async carryOn(): Promise<void> {
    this.unsent.putReceiptAside();
    if (this.underway()) return this.goAsFarAsItIs();
    const [one, ...more] = this.others();
    if (one && more.length === 0) return this.goOnWith(one);
    await this.begin();
  }

  /** Leaves what was begun here, which is kept, for another that was begun before. */
  protected async goOnWith(other: Draft): Promise<void> {
    this.unsent.wanted.set(null);
    if (other.id === this.draft().id) return;
    if (await this.begun.take(other.id)) {
      this.draft.set(other);
      this.completeDraft();
      await this.goAsFarAsItIs();
    } else {
      this.outcome.refuse('That report is open in another tab of this browser. Go on with it there.');
    }
    await this.lookForOthers();
  }

  /** Never past it: the page would turn at the first letter of the answer that was missing. */
  private async goAsFarAsItIs(): Promise<void> {
    const reached = this.reached();
    await this.go(reached < this.questions().length ? String(reached + 1) : CHECK.key);
  }

  protected async again(): Promise<void> {
    await this.unsent.forgetReceipt().catch(() => undefined);
    await this.begin();
  }

  protected async discard(): Promise<void> {
    await this.unsent.forget(this.draft().id);
    await this.begin();
  }

  private async begin(): Promise<void> {
    this.draft.set(newDraft(this.tick.now()));
    await this.begun.take(this.draft().id);
    this.completeDraft();
    this.saved.set(false);
    await this.lookForOthers();
    await this.go('1');
  }

  private async lookForOthers(): Promise<void> {
    const free = await this.begun.free(this.personId).catch(() => []);
    this.others.set(free.filter(({ id }) => id !== this.draft().id));
  }

  private async restore(): Promise<void> {
    const mine = await this.begun.mine(this.personId).catch(() => null);
    if (mine) this.draft.set(mine);
    else await this.begun.take(this.draft().id);
    await this.unsent.loadReceipt().catch(() => undefined);
    this.ready.set(true);
  }

  private async save(written: Draft): Promise<void> {
    if (written.about === '' || written.send) return;
    try {
      await this.unsent.save(this.personId, written);
      this.saved.set(this.unsent.keeps);
    } catch {
      // A browser that refuses to keep anything (private window, full disk): the page says it is not saved.
      this.saved.set(false);
    }
  }

  private completeDraft(): void {
    const known = this.known();
    if (known && this.ready()) this.draft.update((draft) => completed(draft, known));
  }
}
