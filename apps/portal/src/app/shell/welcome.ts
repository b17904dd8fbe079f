import { Component, computed, inject } from '@angular/core';
import { ROLES } from '@trustward/chain';
import { worded } from '../shared/worded.ts';
import { Heading } from './heading.ts';
import { Session } from './session.ts';

const OTHER = { title: 'Somebody of your trust' };

/** For roles that hold no page yet: says so plainly. */
@Component({
  selector: 'tw-welcome',
  imports: [Heading],
  template: `
    <div class="words stack">
      <h1 twHeading>Welcome, {{ session.me()?.name }}</h1>
      @if (roles() === '') {
        <p>You can sign in. What you do here begins on the day on which your post does.</p>
      } @else {
        <p>You are signed in as {{ roles() }}.</p>
      }
      @if (auditor()) {
        <p>
          An auditor reads and verifies what is theirs to check, within the time they were given. That is not
          in this version yet; when it is, you find it here.
        </p>
      } @else if (roles() !== '') {
        <p>Your role never sees the content of a case, and nothing else in this version is for you to do.</p>
      }
      <p class="small">If a child is in danger now, call <a href="tel:999">999</a>.</p>
    </div>
  `,
})
export class WelcomePage {
  protected readonly session = inject(Session);
  protected readonly auditor = computed(() =>
    (this.session.me()?.posts ?? []).some(({ role }) => role === 'auditor'),
  );
  protected readonly roles = computed(() =>
    (this.session.me()?.posts ?? [])
      .map(({ role }) => worded<{ readonly title: string }>(ROLES, role, OTHER).title.toLowerCase())
      .join(' and '),
  );
}
