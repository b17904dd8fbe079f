import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Heading } from './heading.ts';

@Component({
  selector: 'tw-not-found',
  imports: [RouterLink, Heading],
  template: `
    <div class="words stack">
      <h1 twHeading>Page not found</h1>
      <p>The address may be mistyped, or the page may be one you may not see. We do not say which.</p>
      <p><a class="btn" routerLink="/">Go to your first page</a></p>
      <p class="small">If a child is in danger now, call <a href="tel:999">999</a>.</p>
    </div>
  `,
})
export class NotFoundPage {}
