import { Component, computed, inject, input, output } from '@angular/core';
import { type ReportForm, forTheAdult } from '@trustward/contracts';
import { dial } from '../shared/dial.ts';
import { openFirst } from '../shared/open-now.ts';
import { Tick } from '../shared/tick.ts';
import { Heading } from '../shell/heading.ts';

/**
 * A concern about an adult is told by phone, past everyone in the school: said plainly, with the number that answers now.
 * The officer is the one of the area where the adult works.
 */
@Component({
  selector: 'tw-adult-by-phone',
  imports: [Heading],
  templateUrl: './adult-by-phone.html',
  styleUrl: './adult-by-phone.scss',
})
export class AdultByPhone {
  private readonly tick = inject(Tick);
  /** Where the adult may work. */
  readonly schools = input.required<ReportForm['schools']>();
  readonly back = output();

  protected readonly dial = dial;
  protected readonly areas = computed(() => {
    const areas = new Map(this.schools().map(({ danger }) => [danger.authority, danger]));
    return [...areas.values()].map(({ authority, numbers, closedOn }) => ({
      authority,
      schools: this.schools().flatMap(({ name, danger }) => (danger.authority === authority ? [name] : [])),
      lines: openFirst(forTheAdult(numbers), closedOn, this.tick.server()),
    }));
  });
}
