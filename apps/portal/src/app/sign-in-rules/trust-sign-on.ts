import { httpResource } from '@angular/common/http';
import { Component, DOCUMENT, computed, inject, signal } from '@angular/core';
import { validateStandardSchema } from '@angular/forms/signals';
import { signOnGiven, trustSignOn } from '@trustward/contracts';
import { ErrorSummary } from '../shared/error-summary.ts';
import { kept } from '../shared/kept.ts';
import { Loading } from '../shared/loading.ts';
import { byWhen } from '../shared/london-time.ts';
import { pageForm } from '../shared/page-form.ts';
import { readAnswer } from '../shared/read-answer.ts';
import { SubmitErrors, errorsOf } from '../shared/submit-errors.ts';
import { TextField } from '../shared/text-field.ts';
import { Tick } from '../shared/tick.ts';
import { TroubleNote } from '../shell/trouble.ts';
import { SignOnApi, TRUST_SIGN_ON } from '../sign-on/sign-on-api.ts';

const BLANK = { issuer: '', clientId: '', clientSecret: '' };
const TITLE = 'trust-sign-on-title';
const SURE = 'sign-on-sure';
const OTHER = 'sign-on-other';
const LINKED = ['No account yet', 'One account'];

/** Where the central team gives the trust's own sign-on, tries it and takes it away. */
@Component({
  selector: 'tw-trust-sign-on',
  imports: [ErrorSummary, Loading, TextField, TroubleNote],
  providers: [SubmitErrors],
  templateUrl: './trust-sign-on.html',
  styles: `
    .card,
    h3,
    .row {
      margin-top: var(--s4);
    }
    dl,
    h3 + p,
    form > p {
      margin: var(--s3) 0;
    }
    .address {
      padding: var(--s3);
      border: 1px solid var(--line);
      white-space: normal;
      overflow-wrap: anywhere;
    }
    dd {
      overflow-wrap: anywhere;
    }
  `,
})
export class TrustSignOnCard {
  private readonly api = inject(SignOnApi);
  private readonly tick = inject(Tick);
  private readonly document = inject(DOCUMENT);
  private readonly page = pageForm(BLANK, (path) => validateStandardSchema(path, signOnGiven));
  protected readonly form = this.page.form;
  protected readonly busy = this.page.busy;
  protected readonly own = httpResource(() => TRUST_SIGN_ON, {
    parse: (body) => readAnswer(trustSignOn, body),
  });
  protected readonly known = kept(this.own);
  /** Whether taking it away was asked for, and is asked about once more. */
  protected readonly isSure = signal(false);
  /** Whether what was sent would unlink every account, and is asked about once more. */
  protected readonly isOther = signal(false);
  protected readonly given = computed(() => this.said(this.known()?.given));
  protected readonly forgotten = computed(() => this.said(this.known()?.forgotten));
  protected readonly rows = computed(() => {
    const known = this.known();
    if (!known?.given) return [];
    const { given, linked, tried, address } = known;
    const came = tried?.came === 'worked' ? 'It worked' : 'It did not work';
    return [
      { called: 'Given', is: this.given() },
      { called: 'Issuer', is: given.issuer },
      { called: 'Client id', is: given.clientId },
      { called: 'Linked', is: LINKED[linked] ?? `${linked} accounts` },
      { called: 'Tried', is: tried ? `${came}: ${this.said(tried)}` : 'Not since it was given' },
      { called: 'Address for your people', is: address },
    ];
  });

  protected async give(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy() || this.page.errors.show(errorsOf(this.form))) return;
    const replaces = this.unlinks();
    if (replaces !== null && !this.isOther()) {
      this.isOther.set(true);
      return this.page.outcome.land(OTHER, this.document.activeElement);
    }
    await this.doing('issuer', async () => {
      await this.api.give({ ...this.page.model(), ...(replaces === null ? {} : { replaces }) });
      // What was typed is not kept in the page either.
      this.page.model.set(BLANK);
      this.isOther.set(false);
      this.page.outcome.tell('It is kept. Try it before you tell your people.', TITLE);
    });
  }

  protected lookAgain(): void {
    this.isOther.set(false);
    void this.page.outcome.land('issuer', this.document.activeElement);
  }

  protected try(): Promise<void> {
    return this.page.doing(TITLE, () => this.api.try());
  }

  /** Whoever pressed is led to what is asked, and back: the button under their finger is gone. */
  protected ask(isSure: boolean): void {
    this.isSure.set(isSure);
    void this.page.outcome.land(isSure ? SURE : TITLE, this.document.activeElement);
  }

  protected forget(): Promise<void> {
    return this.doing(TITLE, async () => {
      await this.api.forget({ given: this.known()?.given?.at ?? '' });
      this.isSure.set(false);
      this.page.outcome.tell('It is taken away. Everybody signs in by their password.', TITLE);
    });
  }

  /** When the one was given of which what is typed would unlink accounts; null where it would not. */
  private unlinks(): string | null {
    const { given = null, linked = 0 } = this.known() ?? {};
    const { issuer, clientId } = this.page.model();
    const isSame = given?.issuer === issuer.trim() && given.clientId === clientId.trim();
    return given !== null && linked > 0 && !isSame ? given.at : null;
  }

  private async doing(field: string, work: () => Promise<void>): Promise<void> {
    await this.page.doing(field, work);
    this.own.reload();
  }

  private said(deed: { readonly by: string | null; readonly at: string } | null = null): string | null {
    return deed && `${byWhen(Date.parse(deed.at), this.tick.server())}, by ${deed.by ?? 'somebody'}`;
  }
}
