import { Location } from '@angular/common';
import { Component, type OnInit, computed, inject, input, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { SignOnCame } from '@trustward/contracts';
import { Loading } from '../shared/loading.ts';
import { problemOf } from '../shared/problem.ts';
import { Heading } from '../shell/heading.ts';
import { Session } from '../shell/session.ts';
import { keepSignOn, takeReturn } from './known-sign-on.ts';
import { SignOnApi } from './sign-on-api.ts';

interface Said {
  readonly title: string;
  readonly words: string;
  readonly to: string;
  readonly next: string;
}
const CAME: Readonly<Record<Exclude<SignOnCame['came'], 'signedIn'>, Said>> = {
  linked: {
    title: 'Your account is linked',
    words: 'From now on your trust’s sign-on lets you in, as your password does.',
    to: '/account',
    next: 'Go on to My account',
  },
  notLinked: {
    title: 'Your account is not linked',
    words:
      'Your trust’s sign-on did not say who you are. Nothing has changed: try again, or ask whoever looks after it.',
    to: '/account',
    next: 'Go back to My account',
  },
  worked: {
    title: 'It works',
    words: 'The sign-on said who you are there. Nobody was signed in or linked by it.',
    to: '/signing-in',
    next: 'Go back to Signing in',
  },
  refused: {
    title: 'It does not work yet',
    words:
      'What came back is not as it must be. Check the client id, the secret and the address to send people back to.',
    to: '/signing-in',
    next: 'Go back to Signing in',
  },
};

/** Where somebody comes back to from their trust's sign-on. What it sent leaves the address at once. */
@Component({
  selector: 'tw-signed-on',
  imports: [Heading, Loading, RouterLink],
  template: `
    <header class="bar"><span class="name">Trustward</span></header>
    <main id="main">
      <div class="card stack">
        @if (said(); as said) {
          <h1 twHeading>{{ said.title }}</h1>
          <p>{{ said.words }}</p>
          <p>
            <a class="btn wide" [routerLink]="said.to">{{ said.next }}</a>
          </p>
        } @else {
          <h1 twHeading>Signing in…</h1>
          <tw-loading />
        }
      </div>
      <p class="small danger">
        <strong>Is a child in danger now?</strong> Do not wait to sign in: call <a href="tel:999">999</a>,
        then tell your safeguarding lead.
      </p>
    </main>
  `,
  styleUrl: '../sign-in/sign-in.scss',
})
export class SignedOnPage implements OnInit {
  private readonly api = inject(SignOnApi);
  private readonly location = inject(Location);
  private readonly router = inject(Router);
  private readonly session = inject(Session);
  readonly trust = input.required<string>();
  readonly state = input<string>();
  readonly code = input<string>();
  readonly iss = input<string>();
  readonly error = input<string>();
  private readonly came = signal<keyof typeof CAME | null>(null);
  private readonly refused = signal<string | null>(null);
  protected readonly said = computed((): Said | null => {
    const [came, words] = [this.came(), this.refused()];
    if (words !== null) {
      return { title: 'You are not signed in', words, to: '/sign-in', next: 'Go to the sign-in' };
    }
    return came === null ? null : CAME[came];
  });

  ngOnInit(): void {
    void this.finish();
  }

  private async finish(): Promise<void> {
    const [trust, state, code, iss, error] = [
      this.trust(),
      this.state(),
      this.code(),
      this.iss(),
      this.error(),
    ];
    this.location.replaceState(`/sign-in/back/${trust}`);
    const askedAt = Date.now();
    try {
      const { came, me } = await this.api.finish({ trust, state, code, iss, error });
      if (came !== 'signedIn' || me === null) return await this.say(came);
      this.session.signedOn(me, askedAt);
      keepSignOn({ trust, name: me.trust.name });
      await this.router.navigateByUrl(takeReturn() ?? '/', { replaceUrl: true });
    } catch (thrown) {
      // Refused, too late or out of reach: whoever came signs in otherwise.
      this.refused.set(problemOf(thrown).detail);
    }
  }

  private async say(came: SignOnCame['came']): Promise<void> {
    if (came === 'signedIn') return;
    // Whoever is linked is offered it on this browser from then on.
    const person = came === 'linked' ? await this.session.load() : null;
    if (person !== null) keepSignOn({ trust: person.trust.id, name: person.trust.name });
    this.came.set(came);
  }
}
