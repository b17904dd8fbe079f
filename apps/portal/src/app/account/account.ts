import { httpResource } from '@angular/common/http';
import { Component, computed, inject } from '@angular/core';
import { account } from '@trustward/contracts';
import { deeds } from '../shared/deeds.ts';
import { ErrorSummary } from '../shared/error-summary.ts';
import { kept } from '../shared/kept.ts';
import { Loading } from '../shared/loading.ts';
import { readAnswer } from '../shared/read-answer.ts';
import { SubmitErrors } from '../shared/submit-errors.ts';
import { Tick } from '../shared/tick.ts';
import { Heading } from '../shell/heading.ts';
import { Outcome } from '../shell/outcome.ts';
import { TroubleNote } from '../shell/trouble.ts';
import { ACCOUNT, AccountApi } from './account-api.ts';
import { AuthenticatorCard } from './authenticator.ts';
import { ChangePasswordForm } from './change-password.ts';
import { OwnSignOn } from './own-sign-on.ts';
import { PasskeysCard } from './passkeys.ts';
import { PlaceList } from './place-list.ts';
import { type PlaceShown, shownPlace } from './place-words.ts';

const SESSIONS = 'sessions-title';
const DEVICES = 'devices-title';

/** Where whoever is signed in sees by what, and ends what is not theirs any more. */
@Component({
  selector: 'tw-account',
  imports: [
    AuthenticatorCard,
    ChangePasswordForm,
    ErrorSummary,
    Heading,
    Loading,
    OwnSignOn,
    PasskeysCard,
    PlaceList,
    TroubleNote,
  ],
  providers: [SubmitErrors],
  templateUrl: './account.html',
  styles: '.lead, .card { margin: var(--s4) 0; } .card > .btn { margin-top: var(--s4); }',
})
export class AccountPage {
  private readonly api = inject(AccountApi);
  private readonly outcome = inject(Outcome);
  private readonly tick = inject(Tick);
  private readonly deeds = deeds();
  protected readonly busy = this.deeds.busy;
  protected readonly account = httpResource(() => ACCOUNT, { parse: (body) => readAnswer(account, body) });
  protected readonly known = kept(this.account);
  protected readonly sessions = computed(() => this.shown(this.known()?.sessions));
  protected readonly devices = computed(() => this.shown(this.known()?.devices));
  protected readonly hasOthers = computed(() => this.sessions().some(({ current }) => !current));

  protected end(place: PlaceShown): Promise<void> {
    return this.doing(SESSIONS, () => this.api.end({ id: place.id }), `Signed out: ${place.name}.`);
  }

  protected endOthers(): Promise<void> {
    return this.doing(SESSIONS, () => this.api.endOthers(), 'You are signed out everywhere but here.');
  }

  protected forget(place: PlaceShown): Promise<void> {
    return this.doing(DEVICES, () => this.api.forget({ id: place.id }), `Forgotten: ${place.name}.`);
  }

  private async doing(at: string, deed: () => Promise<unknown>, said: string): Promise<void> {
    await this.deeds.doing(at, async () => {
      await deed();
      this.outcome.tell(said, at);
    });
    this.account.reload();
  }

  private shown(places: Parameters<typeof shownPlace>[0][] = []): PlaceShown[] {
    return places.map((place) => shownPlace(place, this.tick.server()));
  }
}
