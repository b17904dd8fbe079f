import { HttpClient } from '@angular/common/http';
import { DestroyRef, Injectable, computed, inject, signal } from '@angular/core';
import { type Me, type SignIn, me } from '@trustward/contracts';
import { firstValueFrom } from 'rxjs';
import { problemOf } from '../shared/problem.ts';

/** Who is signed in. `undefined` until asked; `null` when nobody is. */
@Injectable({ providedIn: 'root' })
export class Session {
  private readonly http = inject(HttpClient);
  private readonly known = signal<Me | null | undefined>(undefined);
  private readonly idleEnd = signal(Infinity);
  private readonly latestEnd = signal(Infinity);
  private readonly otherTabs = new BroadcastChannel('trustward-session');

  readonly me = this.known.asReadonly();
  /** When the session ends, by this device's clock: unless something is asked for before, and at the latest. */
  readonly ends = computed(() => ({ idle: this.idleEnd(), latest: this.latestEnd() }));
  /** Whether the last session ended by itself, so that the sign-in page can say so. */
  readonly ended = signal(false);
  /** Where the person was when the session ended. */
  returnTo: string | null = null;

  readonly where = computed(() => {
    const person = this.known();
    if (!person) return '';
    const schools = [...new Set(person.posts.flatMap((post) => post.schoolName ?? []))];
    const place =
      schools.length === 0
        ? 'all schools'
        : schools.length > 2
          ? `${schools.length} schools`
          : schools.join(', ');
    return `${person.trust.name} · ${place}`;
  });

  constructor() {
    // Work in one tab keeps the session of them all.
    this.otherTabs.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (typeof data === 'number') this.idleEnd.set(data);
    };
    inject(DestroyRef).onDestroy(() => this.otherTabs.close());
  }

  may(permission: string): boolean {
    return this.known()?.may.includes(permission) ?? false;
  }

  /** Asks who is signed in, once; throws only when the server could not be reached. */
  async load(): Promise<Me | null> {
    const known = this.known();
    return known === undefined ? this.refresh() : known;
  }

  async refresh(): Promise<Me | null> {
    try {
      this.begun(me.parse(await firstValueFrom(this.http.get('/api/me'))));
    } catch (error) {
      // Not being signed in is an answer; anything else is for the caller to show.
      if (problemOf(error).code !== 'notSignedIn') throw error;
      this.known.set(null);
    }
    return this.known() ?? null;
  }

  async signIn(credentials: SignIn): Promise<void> {
    const answer = await firstValueFrom(this.http.post('/api/sign-in', credentials));
    this.begun(me.parse(answer));
    this.ended.set(false);
  }

  async signOut(): Promise<void> {
    try {
      await firstValueFrom(this.http.post('/api/sign-out', {}));
    } finally {
      this.known.set(null);
    }
  }

  /** An answer said how much longer the session lasts if nothing more is asked for. */
  lasts(seconds: number): void {
    this.idleEnd.set(Date.now() + seconds * 1000);
    this.otherTabs.postMessage(this.idleEnd());
  }

  /** The server no longer knows this session. */
  end(returnTo: string): void {
    if (!this.known()) return;
    this.known.set(null);
    this.ended.set(true);
    this.returnTo = returnTo;
  }

  private begun(person: Me): void {
    // The device's clock may be wrong: only the time that is left is taken.
    const left = (end: string) => Date.parse(end) - Date.parse(person.now);
    this.idleEnd.set(Date.now() + left(person.idleEndsAt));
    this.latestEnd.set(Date.now() + left(person.expiresAt));
    this.known.set(person);
  }
}
