import { Component, computed, input } from '@angular/core';
import type { CaseTask, CaseView } from '@trustward/contracts';
import { dayAndTime } from '../shared/london-time.ts';
import { KeptWords } from './kept-words.ts';

/** What others did and wrote before, open to be read by whoever agrees to it. */
@Component({
  selector: 'tw-done-before',
  imports: [KeptWords],
  template: `
    <section class="card" aria-labelledby="done-before">
      <h2 id="done-before">What was done</h2>
      @for (it of done(); track it.task.step) {
        <h3>{{ it.task.title }}</h3>
        <p class="small">{{ it.task.doneBy }}, {{ it.when }}</p>
        <tw-kept-words [lines]="it.lines" />
      } @empty {
        <p>Nothing was recorded before this.</p>
      }
    </section>
  `,
  styles: `
    h3 {
      margin-top: var(--s4);
    }
  `,
})
export class DoneBefore {
  readonly view = input.required<CaseView>();
  readonly now = input.required<number>();

  protected readonly done = computed(() =>
    doneIn(this.view().tasks).map((task) => ({
      task,
      when: dayAndTime(Date.parse(task.happenedAt ?? task.doneAt), this.now()),
      lines: task.outcome
        ? [{ label: 'What was decided', value: task.outcome }, ...task.recorded]
        : task.recorded,
    })),
  );
}

type Done = CaseTask & { readonly doneAt: string };

const doneIn = (tasks: readonly CaseTask[]): Done[] =>
  tasks
    .filter((task): task is Done => task.doneAt !== null)
    .sort((a, b) => Date.parse(a.doneAt) - Date.parse(b.doneAt));
