import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import {
  type AddPasskey,
  type AuthenticatorBegun,
  type ChangePassword,
  type ConfirmAuthenticator,
  type OnePlace,
  type PasskeyBegun,
  type RecoveryCodes,
  authenticatorBegun,
  passkeyBegun,
  recoveryCodes,
} from '@trustward/contracts';
import { firstValueFrom } from 'rxjs';

export const ACCOUNT = '/api/me/account';

/** What somebody does with their own account. */
@Injectable({ providedIn: 'root' })
export class AccountApi {
  private readonly http = inject(HttpClient);

  end(session: OnePlace): Promise<unknown> {
    return this.send('/api/me/sessions/end', session);
  }

  endOthers(): Promise<unknown> {
    return this.send('/api/me/sessions/end-others', {});
  }

  forget(device: OnePlace): Promise<unknown> {
    return this.send('/api/me/devices/forget', device);
  }

  changePassword(passwords: ChangePassword): Promise<unknown> {
    return this.send('/api/me/password', passwords);
  }

  async beginAuthenticator(): Promise<AuthenticatorBegun> {
    return authenticatorBegun.parse(await this.send('/api/me/authenticator/begin', {}));
  }

  async confirmAuthenticator(first: ConfirmAuthenticator): Promise<RecoveryCodes> {
    return recoveryCodes.parse(await this.send('/api/me/authenticator/confirm', first));
  }

  async renewCodes(): Promise<RecoveryCodes> {
    return recoveryCodes.parse(await this.send('/api/me/authenticator/codes', {}));
  }

  turnAuthenticatorOff(): Promise<unknown> {
    return this.send('/api/me/authenticator/off', {});
  }

  async beginPasskey(): Promise<PasskeyBegun> {
    return passkeyBegun.parse(await this.send('/api/me/passkeys/begin', {}));
  }

  addPasskey(made: AddPasskey): Promise<unknown> {
    return this.send('/api/me/passkeys', made);
  }

  removePasskey(passkey: OnePlace): Promise<unknown> {
    return this.send('/api/me/passkeys/remove', passkey);
  }

  private send(path: string, body: object): Promise<unknown> {
    return firstValueFrom(this.http.post(path, body));
  }
}
