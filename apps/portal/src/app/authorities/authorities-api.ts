import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type { OwnMail, OwnNumber } from '@trustward/contracts';
import { firstValueFrom } from 'rxjs';

export const AUTHORITIES = '/api/authorities';

/** What the trust holds of local authorities and that moves no clock. */
@Injectable({ providedIn: 'root' })
export class AuthoritiesApi {
  private readonly http = inject(HttpClient);

  keepMail(authorityId: string, mail: OwnMail): Promise<unknown> {
    return firstValueFrom(this.http.post(`${AUTHORITIES}/${encodeURIComponent(authorityId)}/mails`, mail));
  }

  keep(authorityId: string, number: OwnNumber): Promise<unknown> {
    return firstValueFrom(
      this.http.post(`${AUTHORITIES}/${encodeURIComponent(authorityId)}/numbers`, number),
    );
  }
}
