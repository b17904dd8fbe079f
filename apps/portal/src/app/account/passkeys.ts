import { Component, computed, inject, input, output, signal } from '@angular/core';
import { validateStandardSchema } from '@angular/forms/signals';
import { type Account, addPasskey } from '@trustward/contracts';
import { ErrorSummary } from '../shared/error-summary.ts';
import { byWhen } from '../shared/london-time.ts';
import { pageForm } from '../shared/page-form.ts';
import { makePasskey, passkeysHere } from '../shared/passkeys.ts';
import { SubmitErrors, errorsOf } from '../shared/submit-errors.ts';
import { TextField } from '../shared/text-field.ts';
import { Tick } from '../shared/tick.ts';
import { Session } from '../shell/session.ts';
import { AccountApi } from './account-api.ts';

const TITLE = 'passkeys-title';
const NAMED = addPasskey.pick({ name: true });

/** What signs in without a password: added, named and removed by its owner. */
@Component({
  selector: 'tw-passkeys',
  imports: [ErrorSummary, TextField],
  providers: [SubmitErrors],
  templateUrl: './passkeys.html',
  styles: `
    .card {
      margin: var(--s4) 0;
    }
    form {
      max-width: 26rem;
      margin-top: var(--s4);
    }
    ul {
      margin: var(--s3) 0 0;
      padding: 0;
      list-style: none;
    }
    li {
      justify-content: space-between;
      padding: var(--s3) 0;
      border-top: 1px solid var(--line);
    }
    .what {
      flex: 1 1 16rem;
      overflow-wrap: anywhere;
    }
    .when {
      display: block;
      color: var(--ink-2);
      font-size: 0.94rem;
    }
  `,
})
export class PasskeysCard {
  private readonly api = inject(AccountApi);
  private readonly session = inject(Session);
  private readonly tick = inject(Tick);
  private readonly page = pageForm({ name: '' }, (path) => validateStandardSchema(path, NAMED));
  readonly passkeys = input.required<Account['passkeys']>();
  readonly changed = output();
  protected readonly here = passkeysHere();
  protected readonly form = this.page.form;
  protected readonly busy = this.page.busy;
  /** The one of which it is asked whether it is to go. */
  protected readonly sure = signal<string | null>(null);
  protected readonly shown = computed(() => {
    const when = (at: string) => byWhen(Date.parse(at), this.tick.server());
    return this.passkeys().map(({ id, name, addedAt, usedAt }) => ({
      ...{ id, name, added: when(addedAt) },
      used: usedAt === null ? 'not used yet' : `last used ${when(usedAt)}`,
    }));
  });

  protected async add(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy() || this.page.errors.show(errorsOf(this.form))) return;
    await this.page.doing('name', async () => {
      const { name } = this.page.model();
      await this.api.addPasskey({ name, made: await makePasskey(await this.api.beginPasskey()) });
      this.page.model.set({ name: '' });
      await this.changes('Added. You can sign in with it from now on.');
    });
  }

  protected remove(id: string, name: string): Promise<void> {
    return this.page.doing(TITLE, async () => {
      await this.api.removePasskey({ id });
      this.sure.set(null);
      await this.changes(`Removed: ${name}. It lets nobody in any more.`);
    });
  }

  private async changes(said: string): Promise<void> {
    this.page.outcome.tell(said, TITLE);
    this.changed.emit();
    await this.session.refresh();
  }
}
