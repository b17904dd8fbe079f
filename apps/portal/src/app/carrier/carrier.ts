import { httpResource } from '@angular/common/http';
import { Component, DOCUMENT, DestroyRef, computed, inject, signal } from '@angular/core';
import { type OwnNotify, type ShownKey, notifyService, ownNotify } from '@trustward/contracts';
import { ErrorSummary } from '../shared/error-summary.ts';
import { Loading } from '../shared/loading.ts';
import { byWhen } from '../shared/london-time.ts';
import { pageForm } from '../shared/page-form.ts';
import { readAnswer } from '../shared/read-answer.ts';
import { SubmitErrors } from '../shared/submit-errors.ts';
import { TextField } from '../shared/text-field.ts';
import { Tick } from '../shared/tick.ts';
import { Heading } from '../shell/heading.ts';
import { TroubleNote } from '../shell/trouble.ts';
import { CarrierApi, OWN_NOTIFY } from './carrier-api.ts';
import { CALLED, cameOf, type Way, waits } from './carrier-words.ts';

const LOOK_EVERY_MS = 1_000;
const BLANK = { apiKey: '', emailTemplate: '', textTemplate: '', callbackToken: '' };
const WAYS = ['email', 'text'] as const satisfies readonly Way[];
const TITLE = 'own-title';
const SURE = 'own-sure';

/** Where the central team gives the trust's own key for e-mail and texts, sees what goes by it, tries it and forgets it. */
@Component({
  selector: 'tw-carrier',
  imports: [ErrorSummary, Heading, Loading, TextField, TroubleNote],
  providers: [SubmitErrors],
  templateUrl: './carrier.html',
  styles: '.card, .lead { margin: var(--s4) 0; } .beside { display: flex; flex-wrap: wrap; gap: var(--s3); }',
})
export class CarrierPage {
  private readonly api = inject(CarrierApi);
  private readonly page = pageForm(BLANK);
  protected readonly form = this.page.form;
  protected readonly busy = this.page.busy;
  private readonly tick = inject(Tick);
  protected readonly own = httpResource(() => OWN_NOTIFY, { parse: (body) => readAnswer(ownNotify, body) });
  protected readonly known = computed(() => (this.own.hasValue() ? this.own.value() : null));
  private readonly document = inject(DOCUMENT);
  protected readonly callbackHint = `20 characters or more that you make up, and give to GOV.UK Notify too, under “Callbacks” with the address ${this.document.location.origin}/api/carrier/notify. By it we hear which messages arrived`;
  /** Whether forgetting was asked for, and is asked about once more. */
  protected readonly isSure = signal(false);

  protected readonly given = computed(() => this.said(this.known()?.given ?? null, 'the command line'));
  protected readonly forgotten = computed(() =>
    this.said(this.known()?.forgotten ?? null, 'the command line'),
  );
  protected readonly tried = computed(() => this.said(this.known()?.tried ?? null, 'somebody'));
  protected readonly ways = computed(() => {
    const known = this.known();
    return known === null
      ? []
      : WAYS.map((way) => ({
          called: CALLED[way],
          goes: known.carries[way] ? 'By this key' : 'As for trusts without a key of their own',
          waits: waits(known.waiting[way]),
        }));
  });
  protected readonly came = computed(() => {
    const known = this.known();
    return WAYS.filter((way) => known?.carries[way]).map((way) => {
      const word = known?.tried?.came[way];
      return { called: CALLED[way], words: word ? cameOf(word) : 'On its way.' };
    });
  });

  constructor() {
    const timer = setInterval(() => {
      if (isUnderWay(this.known()) && !this.own.isLoading()) this.own.reload();
    }, LOOK_EVERY_MS);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
  }

  protected async give(event: Event): Promise<void> {
    event.preventDefault();
    const { apiKey, callbackToken, emailTemplate, textTemplate } = this.page.model();
    const read = notifyService.safeParse({
      apiKey: apiKey.trim(),
      callbackToken: callbackToken.trim(),
      emailTemplate: emailTemplate.trim() || null,
      textTemplate: textTemplate.trim() || null,
    });
    if (!read.success) {
      this.page.errors.show(
        read.error.issues.map(({ path, message }) => ({ field: String(path[0]), message })),
      );
      return;
    }
    await this.doing('apiKey', async () => {
      await this.api.give(read.data);
      // What was typed is not kept in the page either.
      this.page.model.set(BLANK);
      this.page.outcome.tell('The key is kept. Messages go by it within ten seconds.', TITLE);
    });
  }

  protected try(): Promise<void> {
    return this.doing(TITLE, async () => {
      await this.api.try(this.shown());
      this.page.outcome.forget();
    });
  }

  /** Whoever pressed is led to what is asked, and back: the button under their finger is gone. */
  protected ask(isSure: boolean): void {
    this.isSure.set(isSure);
    void this.page.outcome.land(isSure ? SURE : TITLE, this.document.activeElement);
  }

  protected forget(): Promise<void> {
    return this.doing(TITLE, async () => {
      await this.api.forget(this.shown());
      this.isSure.set(false);
      this.page.outcome.tell('The key is forgotten. Messages go without it within ten seconds.', null);
    });
  }

  private shown(): ShownKey {
    return { given: this.known()?.given?.at ?? '' };
  }

  private async doing(field: string, work: () => Promise<void>): Promise<void> {
    await this.page.doing(field, work);
    this.own.reload();
  }

  private said(deed: NonNullable<OwnNotify['given']> | null, otherwise: string): string | null {
    return deed && `${byWhen(Date.parse(deed.at), this.tick.server())}, by ${deed.by ?? otherwise}`;
  }
}

function isUnderWay(known: OwnNotify | null): boolean {
  const { tried = null, carries } = known ?? {};
  return tried !== null && WAYS.some((way) => carries?.[way] && tried.came[way] === null);
}
