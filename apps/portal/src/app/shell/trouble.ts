import { Component, computed, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { problemOf } from '../shared/problem.ts';
import { Heading } from './heading.ts';

const NOT_FOUND = [
  'Not found',
  'It is not there, or it is not for you to see. We do not say which.',
] as const;
const WORDS = {
  offline: ['You are offline', 'This page needs a connection. It will load when you are back.'],
  notFound: NOT_FOUND,
  // An address that could be nobody's names nothing.
  badRequest: NOT_FOUND,
  stepUpNeeded: ['Confirm that it is you', 'This is shown once you have entered your password again.'],
  notAllowed: ['You may not see this', 'Your role does not include it.'],
  unavailable: ['Trustward is not ready', 'Something it needs is being restarted. Nothing recorded is lost.'],
} as const;
const FINAL: readonly string[] = ['notFound', 'badRequest', 'notAllowed'];
const OTHER = [
  'This page could not be loaded',
  'Something went wrong at our end. Nothing recorded is lost.',
] as const;

/** What stands in place of a page that could not be read. */
@Component({
  selector: 'tw-trouble',
  imports: [RouterLink, Heading],
  template: `
    <div class="words stack" role="alert">
      @if (wholePage()) {
        <h1 twHeading>{{ words()[0] }}</h1>
      } @else {
        <h2>{{ words()[0] }}</h2>
      }
      <p>{{ words()[1] }}</p>
      <p class="row">
        @if (final()) {
          <a class="btn" routerLink="/">Go to your first page</a>
        } @else {
          <button type="button" class="btn" (click)="again.emit()">Try again</button>
        }
      </p>
      <p class="small">If a child is in danger now, call <a href="tel:999">999</a>.</p>
    </div>
  `,
  styles: ':host { display: block; padding: var(--s4) 0; }',
})
export class TroubleNote {
  readonly error = input.required<unknown>();
  /** Whether nothing else on the page has a heading. */
  readonly wholePage = input(false);
  readonly again = output();

  private readonly code = computed(() => problemOf(this.error()).code);
  protected readonly final = computed(() => FINAL.includes(this.code()));
  protected readonly words = computed(() => {
    const code = this.code();
    return code in WORDS ? WORDS[code as keyof typeof WORDS] : OTHER;
  });
}
