import { HttpClient } from '@angular/common/http';
import { DestroyRef, Injectable, computed, inject, signal } from '@angular/core';
import { Router } from '@angular/router';
import { type Me, type PasskeyProof, type SignIn, type StepUp, me } from '@trustward/contracts';
import { Subject, firstValueFrom, startWith, switchMap } from 'rxjs';
import { answeredWithin } from '../shared/answered-within.ts';
import { problemOf } from '../shared/problem.ts';
import { readAnswer } from '../shared/read-answer.ts';
import { Tick } from '../shared/tick.ts';

/** No page opens before it is known whose it is; a server that does not answer for so long is out of reach. */
const PATIENCE_MS = 10_000;

/** What one page of this browser tells the others when somebody signed in by it. */
const SIGNED_IN = 'signedIn';

/** Who is signed in. `undefined` until asked; `null` when nobody is. */
@Injectable({ providedIn: 'root' })
export class Session {
  private readonly http = inject(HttpClient);
  private readonly router = inject(Router);
  private readonly tick = inject(Tick);
  private readonly known = signal<Me | null | undefined>(undefined);
  private readonly idleEnd = signal(Infinity);
  private readonly latestEnd = signal(Infinity);
  private readonly otherTabs = new BroadcastChannel('trustward-session');
  private readonly signedInBeside = new Subject<void>();
  /** Whose session it was before it ended. */
  private readonly former = signal<string | null>(null);
  private readonly since = signal<Me | null>(null);

  readonly me = this.known.asReadonly();
  readonly formerId = this.former.asReadonly();
  /** When the session ends, by this device's clock: unless something is asked for before, and at the latest. */
  readonly ends = computed(() => ({ idle: this.idleEnd(), latest: this.latestEnd() }));
  /** Whether the last session ended by itself, so that the sign-in page can say so. */
  readonly ended = signal(false);
  /** Who signed in by another page of this browser since; perhaps the same person again. */
  readonly other = computed(() => {
    const person = this.since();
    return person && { name: person.name, same: person.personId === this.former() };
  });
  /** Whether it is being found out what the trust asks for. */
  private asking = false;
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
      if (data === SIGNED_IN) this.replaced();
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
    const before = this.known();
    const askedAt = Date.now();
    try {
      const person = await this.ask();
      if (before && before.personId !== person.personId) this.end();
      // Where it ended while it was asked for, whoever is here decides whether to carry on.
      else if (this.known() === before) this.begun(person, askedAt);
    } catch (error) {
      // Not being signed in is an answer; anything else is for the caller to show.
      if (problemOf(error).code !== 'notSignedIn') throw error;
      this.known.set(null);
    }
    return this.known() ?? null;
  }

  signIn(credentials: SignIn): Promise<void> {
    return this.enter('/api/sign-in', credentials);
  }

  signInByPasskey(proof: PasskeyProof): Promise<void> {
    return this.enter('/api/sign-in/passkey', proof);
  }

  private async enter(address: string, proof: object): Promise<void> {
    const askedAt = Date.now();
    const answer = await firstValueFrom(this.http.post(address, proof));
    this.begun(readAnswer(me, answer), askedAt);
    this.otherTabs.postMessage(SIGNED_IN);
  }

  /** Somebody came back from their trust's sign-on, which let them in. */
  signedOn(person: Me, askedAt: number): void {
    this.begun(person, askedAt);
    this.otherTabs.postMessage(SIGNED_IN);
  }

  /** Who it is does not change, nor what this page and others prove themselves by. */
  async stepUp(proof: StepUp): Promise<void> {
    await firstValueFrom(this.http.post('/api/me/step-up', proof));
  }

  async stepUpByPasskey(proof: PasskeyProof): Promise<void> {
    await firstValueFrom(this.http.post('/api/me/step-up/passkey', proof));
  }

  /** The trust asks for more than was shown: there is a page for it, and what was open is come back to. */
  async proofNeeded(): Promise<void> {
    if (this.router.url === '/prove' || this.asking) return;
    this.asking = true;
    this.returnTo = this.router.url;
    try {
      // Out of reach: what was refused was refused all the same, and its page asks again.
      await this.refresh().catch(() => null);
      await this.router.navigateByUrl('/prove');
    } finally {
      this.asking = false;
    }
  }

  async signOut(): Promise<void> {
    try {
      await firstValueFrom(this.http.post('/api/sign-out', {}));
    } finally {
      this.known.set(null);
    }
  }

  /** An answer said how much longer the session lasts if nothing more is asked for; reckoned from the asking, however long the answer took. */
  lasts(seconds: number, askedAt: number): void {
    this.idleEnd.set(askedAt + seconds * 1000);
    this.otherTabs.postMessage(this.idleEnd());
  }

  /** The server no longer knows this session: it ended, or another began in the same browser. */
  end(): void {
    const person = this.known();
    if (!person) return;
    this.former.set(person.personId);
    this.known.set(null);
    this.ended.set(true);
    this.returnTo = this.router.url;
    void this.router.navigateByUrl('/sign-in');
    void this.lookAgain();
  }

  /** Somebody signed in by another page, which ended the session of this one, be it their own. */
  private replaced(): void {
    this.signedInBeside.next();
    if (this.known()) this.end();
    else void this.lookAgain();
  }

  /** Whose session has taken the place of this page's. */
  private async lookAgain(): Promise<void> {
    // Nobody's, or out of reach: whoever comes can sign in as ever.
    const person = await this.ask().catch(() => null);
    if (!this.known()) this.since.set(person);
  }

  private async ask(): Promise<Me> {
    const answer = this.signedInBeside.pipe(
      // An answer on its way while somebody signs in may be about whoever was here before.
      startWith(undefined),
      switchMap(() => this.http.get('/api/me')),
      answeredWithin(PATIENCE_MS),
    );
    return readAnswer(me, await firstValueFrom(answer));
  }

  private begun(person: Me, askedAt: number): void {
    this.tick.heard(person.now);
    // The device's clock may be wrong: only the time that is left is taken.
    const left = (end: string) => Date.parse(end) - Date.parse(person.now);
    this.idleEnd.set(askedAt + left(person.idleEndsAt));
    this.latestEnd.set(askedAt + left(person.expiresAt));
    // Where somebody was is nobody else's to be taken to.
    if (this.former() !== null && this.former() !== person.personId) this.returnTo = null;
    this.former.set(null);
    this.since.set(null);
    this.ended.set(false);
    this.known.set(person);
  }
}
