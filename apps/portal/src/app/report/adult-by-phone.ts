import { Component, computed, input, output } from '@angular/core';
import type { ReportForm } from '@trustward/contracts';
import { Numbers } from '../shared/numbers.ts';
import { Heading } from '../shell/heading.ts';

/**
 * A concern about an adult is told by phone, past everyone in the school: said plainly, with the number that answers now.
 * The officer is the one of the area where the adult works.
 */
@Component({
  selector: 'tw-adult-by-phone',
  imports: [Heading, Numbers],
  templateUrl: './adult-by-phone.html',
  styleUrl: './adult-by-phone.scss',
})
export class AdultByPhone {
  /** Where the adult may work. */
  readonly schools = input.required<ReportForm['schools']>();
  readonly back = output();

  protected readonly areas = computed(() => {
    const areas = new Map(this.schools().map(({ danger }) => [danger.authority, danger]));
    return [...areas.values()].map((danger) => ({
      danger,
      schools: this.schools().flatMap((it) => (it.danger.authority === danger.authority ? [it.name] : [])),
    }));
  });
}
