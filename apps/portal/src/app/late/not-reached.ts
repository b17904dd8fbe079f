import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { LateBoard } from '@trustward/contracts';
import { dial } from '../shared/dial.ts';

/** Whom no e-mail reached, about which case, and how to ring them. */
@Component({
  selector: 'tw-not-reached',
  imports: [RouterLink],
  templateUrl: './not-reached.html',
  styleUrl: './not-reached.scss',
})
export class NotReachedList {
  readonly unreached = input.required<LateBoard['unreached']>();
  protected readonly dial = dial;
}
