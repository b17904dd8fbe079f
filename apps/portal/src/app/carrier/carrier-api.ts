import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type { NotifyService, ShownKey } from '@trustward/contracts';
import { firstValueFrom } from 'rxjs';

export const OWN_NOTIFY = '/api/trust/notify';

/** The trust's own service at GOV.UK Notify. */
@Injectable({ providedIn: 'root' })
export class CarrierApi {
  private readonly http = inject(HttpClient);

  give(service: NotifyService): Promise<unknown> {
    return firstValueFrom(this.http.post(OWN_NOTIFY, service));
  }

  /** The key that was given then, and no other. */
  try(shown: ShownKey): Promise<unknown> {
    return firstValueFrom(this.http.post(`${OWN_NOTIFY}/try`, shown));
  }

  forget(shown: ShownKey): Promise<unknown> {
    return firstValueFrom(this.http.post(`${OWN_NOTIFY}/forget`, shown));
  }
}
