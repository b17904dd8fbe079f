import { Component, computed, input, output } from '@angular/core';
import type { DangerNumbers } from '@trustward/contracts';
import { dial } from '../shared/dial.ts';
import { officerIn } from '../shared/officer.ts';
import { Heading } from '../shell/heading.ts';

/** A concern about an adult is told by phone, past everyone in the school: said plainly, with the number. */
@Component({
  selector: 'tw-adult-by-phone',
  imports: [Heading],
  templateUrl: './adult-by-phone.html',
  styleUrl: './adult-by-phone.scss',
})
export class AdultByPhone {
  readonly numbers = input.required<DangerNumbers | null>();
  readonly back = output();

  protected readonly dial = dial;
  protected readonly officer = computed(() => officerIn(this.numbers()?.numbers ?? []));
}
