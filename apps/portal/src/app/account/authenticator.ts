import { Component, computed, inject, input, output, signal } from '@angular/core';
import { validateStandardSchema } from '@angular/forms/signals';
import {
  type Account,
  type AuthenticatorBegun,
  type RecoveryCodes,
  confirmAuthenticator,
} from '@trustward/contracts';
import { ErrorSummary } from '../shared/error-summary.ts';
import { byWhen } from '../shared/london-time.ts';
import { pageForm } from '../shared/page-form.ts';
import { SubmitErrors, errorsOf } from '../shared/submit-errors.ts';
import { TextField } from '../shared/text-field.ts';
import { Tick } from '../shared/tick.ts';
import { Session } from '../shell/session.ts';
import { AccountApi } from './account-api.ts';
import { QrCode } from './qr-code.ts';

const BLANK = { code: '' };
const TITLE = 'authenticator-title';

/** The code that is asked for beside the password: set up, renewed and turned off by its owner. */
@Component({
  selector: 'tw-authenticator',
  imports: [ErrorSummary, QrCode, TextField],
  providers: [SubmitErrors],
  templateUrl: './authenticator.html',
  styles: `
    .card,
    .codes {
      margin: var(--s4) 0;
    }
    ol {
      padding-left: 1.4em;
      list-style: decimal;
    }
    form {
      max-width: 22rem;
      margin-top: var(--s4);
    }
    .codes {
      columns: 2 12rem;
      padding: var(--s4);
      border: 1px solid var(--line);
      list-style: none;
    }
    .codes li {
      padding: var(--s1) 0;
    }
    .key {
      display: block;
      white-space: normal;
      margin-top: var(--s2);
      overflow-wrap: anywhere;
    }
    tw-qr-code {
      display: block;
      margin-top: var(--s3);
    }
    .row {
      margin-top: var(--s4);
    }
  `,
})
export class AuthenticatorCard {
  private readonly api = inject(AccountApi);
  private readonly session = inject(Session);
  private readonly tick = inject(Tick);
  private readonly page = pageForm(BLANK, (path) => validateStandardSchema(path, confirmAuthenticator));
  readonly on = input.required<Account['authenticator']>();
  readonly changed = output();
  protected readonly form = this.page.form;
  protected readonly busy = this.page.busy;
  protected readonly begun = signal<AuthenticatorBegun | null>(null);
  /** Shown until whoever asked for them says that they are kept. */
  protected readonly codes = signal<readonly string[] | null>(null);
  protected readonly sure = signal(false);
  protected readonly since = computed(() => {
    const on = this.on();
    return on && byWhen(Date.parse(on.since), this.tick.server());
  });

  protected begin(): Promise<void> {
    return this.page.doing(TITLE, async () => this.begun.set(await this.api.beginAuthenticator()));
  }

  protected cancel(): void {
    this.page.errors.clear();
    this.begun.set(null);
    this.page.model.set(BLANK);
  }

  protected async confirm(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy() || this.page.errors.show(errorsOf(this.form))) return;
    await this.page.doing('code', async () => {
      await this.show(await this.api.confirmAuthenticator(this.page.model()), 'It is on.');
      this.cancel();
    });
  }

  protected renew(): Promise<void> {
    return this.page.doing(TITLE, async () =>
      this.show(await this.api.renewCodes(), 'The codes from before let nobody in any more.'),
    );
  }

  protected off(): Promise<void> {
    return this.page.doing(TITLE, async () => {
      await this.api.turnAuthenticatorOff();
      this.sure.set(false);
      await this.changes('It is off: your password alone lets you in.');
    });
  }

  protected async copy(codes: readonly string[]): Promise<void> {
    await this.page.doing(TITLE, async () => {
      await navigator.clipboard.writeText(codes.join('\n'));
      this.page.outcome.tell('Copied. Paste them where you keep passwords.', TITLE);
    });
  }

  protected kept(): void {
    this.codes.set(null);
    this.page.outcome.tell('From now on a code is asked for when you sign in.', TITLE);
  }

  protected inFours(secret: string): string {
    return secret.replace(/(.{4})(?=.)/g, '$1 ');
  }

  private show({ codes }: RecoveryCodes, said: string): Promise<void> {
    this.codes.set(codes);
    return this.changes(said);
  }

  /** The page knows from then on what it is asked for. */
  private async changes(said: string): Promise<void> {
    this.page.outcome.tell(said, TITLE);
    this.changed.emit();
    await this.session.refresh();
  }
}
