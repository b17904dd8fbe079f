import { Component, computed, input } from '@angular/core';
import { encode } from 'uqr';

/** A picture for a phone to scan; whoever cannot scan it is given the same in letters beside it. */
@Component({
  selector: 'tw-qr-code',
  template: `
    <svg role="img" [attr.aria-label]="label()" [attr.viewBox]="'0 0 ' + size() + ' ' + size()">
      <path fill="#fff" [attr.d]="'M0 0h' + size() + 'v' + size() + 'H0z'" />
      <path fill="#000" shape-rendering="crispEdges" [attr.d]="path()" />
    </svg>
  `,
  styles: `
    svg {
      display: block;
      width: min(13rem, 100%);
      /* Black on white whatever the colours of the device: a phone reads nothing else. */
      forced-color-adjust: none;
    }
  `,
})
export class QrCode {
  readonly text = input.required<string>();
  readonly label = input.required<string>();
  private readonly code = computed(() => encode(this.text(), { ecc: 'M', border: 4 }));
  protected readonly size = computed(() => this.code().size);
  protected readonly path = computed(() =>
    this.code()
      .data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')))
      .join(''),
  );
}
