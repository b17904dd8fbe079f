import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Question } from '@trustward/contracts';
import { dayAndTime } from '../shared/london-time.ts';
import { Tick } from '../shared/tick.ts';

/** One question that waits for the reader: who asks what, of which case, since when. It is answered on the case's page. */
@Component({
  selector: 'tw-question-card',
  imports: [RouterLink],
  templateUrl: './question-card.html',
  styleUrl: './duty-card.scss',
})
export class QuestionCard {
  private readonly tick = inject(Tick);
  readonly question = input.required<Question>();

  protected readonly since = computed(() => {
    const { at, drill } = this.question();
    return `${dayAndTime(Date.parse(at), this.tick.server())}${drill ? ', in the drill' : ''}`;
  });
}
