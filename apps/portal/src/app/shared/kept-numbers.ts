import { HttpClient } from '@angular/common/http';
import { Injectable, inject, signal } from '@angular/core';
import { type DangerNumbers, dangerNumbers, reportForm } from '@trustward/contracts';
import { firstValueFrom } from 'rxjs';
import * as z from 'zod';

const PLACE = 'trustward-numbers';
const MOST_AREAS = 4;
const kept = z.object({ areas: z.array(dangerNumbers) });

/**
 * The numbers of the areas that were seen on this device, for whoever opens it before signing in or without a network:
 * first those of whoever signed in last. They are public and say nothing of anybody, so they are kept as they are.
 */
@Injectable({ providedIn: 'root' })
export class KeptNumbers {
  private readonly http = inject(HttpClient);
  private readonly found = signal(read());
  readonly areas = (): readonly DangerNumbers[] => this.found().areas;

  /** Asks for those of whoever is signed in, each time: they may be somebody else, or a number was corrected. */
  async refresh(): Promise<void> {
    const { schools } = reportForm.parse(await firstValueFrom(this.http.get('/api/report-form')));
    this.keep(schools.map(({ danger }) => danger));
  }

  private keep(newest: readonly DangerNumbers[]): void {
    // Another tab may have kept more since this one began.
    const all = [...newest, ...read().areas, ...this.areas()];
    const names = [...new Set(all.map(({ authority }) => authority))].slice(0, MOST_AREAS);
    const areas = names.flatMap((name) => all.find(({ authority }) => authority === name) ?? []);
    this.found.set({ areas });
    // A browser that keeps nothing fails here, and has them while the page is open.
    localStorage.setItem(PLACE, JSON.stringify(this.found()));
  }
}

function read(): z.infer<typeof kept> {
  try {
    return kept.parse(JSON.parse(localStorage.getItem(PLACE) ?? ''));
  } catch {
    // Nothing was kept yet, or by another version.
    return { areas: [] };
  }
}
