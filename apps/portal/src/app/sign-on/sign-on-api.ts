import { HttpClient } from '@angular/common/http';
import { DOCUMENT, Injectable, inject } from '@angular/core';
import {
  type ShownSignOn,
  type SignOnBack,
  type SignOnCame,
  type SignOnGiven,
  signOnAway,
  signOnCame,
} from '@trustward/contracts';
import { firstValueFrom } from 'rxjs';

export const TRUST_SIGN_ON = '/api/trust/sign-on';

/** The trust's own sign-on: going to it, coming back, and what it is. Leaving takes the whole page along. */
@Injectable({ providedIn: 'root' })
export class SignOnApi {
  private readonly http = inject(HttpClient);
  private readonly document = inject(DOCUMENT);

  signIn(trust: string): Promise<void> {
    return this.leave('/api/sign-on/begin', { trust });
  }

  link(): Promise<void> {
    return this.leave('/api/me/sign-on/link', {});
  }

  try(): Promise<void> {
    return this.leave(`${TRUST_SIGN_ON}/try`, {});
  }

  async finish(back: SignOnBack): Promise<SignOnCame> {
    return signOnCame.parse(await this.send('/api/sign-on/finish', back));
  }

  unlink(): Promise<unknown> {
    return this.send('/api/me/sign-on/unlink', {});
  }

  give(given: SignOnGiven): Promise<unknown> {
    return this.send(TRUST_SIGN_ON, given);
  }

  forget(shown: ShownSignOn): Promise<unknown> {
    return this.send(`${TRUST_SIGN_ON}/forget`, shown);
  }

  private async leave(path: string, body: object): Promise<void> {
    const { to } = signOnAway.parse(await this.send(path, body));
    this.document.location.assign(to);
  }

  private send(path: string, body: object): Promise<unknown> {
    return firstValueFrom(this.http.post(path, body));
  }
}
