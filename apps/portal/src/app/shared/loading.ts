import { Component } from '@angular/core';

/** While a page is on its way: grey lines in its shape, a word for those who listen. */
@Component({
  selector: 'tw-loading',
  template: `
    <p class="out-of-sight" role="status">Loading…</p>
    <div aria-hidden="true"><i></i><i></i><i></i></div>
  `,
  styles: `
    i {
      display: block;
      height: 92px;
      margin-top: var(--s4);
      border-radius: var(--r-card);
      background: var(--line-2);
    }
    i:first-child {
      height: 132px;
    }
  `,
})
export class Loading {}
