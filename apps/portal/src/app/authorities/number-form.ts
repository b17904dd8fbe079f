import { Component, computed, input, linkedSignal, output } from '@angular/core';
import { form } from '@angular/forms/signals';
import type { AuthorityShown } from '@trustward/contracts';
import { spokenDate } from '../shared/london-time.ts';
import { TextField } from '../shared/text-field.ts';

type Line = AuthorityShown['numbers'][number];

/** One number of a local authority: what everybody has, and what somebody of the trust has rung in its place. */
@Component({
  selector: 'tw-number-form',
  imports: [TextField],
  templateUrl: './number-form.html',
  styles:
    ':host { display: block; margin-bottom: var(--s5); } .beside { margin: 0; } .beside { display: flex; flex-wrap: wrap; gap: var(--s3); }',
})
export class NumberForm {
  readonly line = input.required<Line>();
  readonly busy = input(false);
  /** The number that somebody has rung; null puts back what everybody has. */
  readonly keep = output<string | null>();

  private readonly model = linkedSignal(() => ({ number: this.line().ours ?? this.line().theirs }));
  protected readonly form = form(this.model);
  protected readonly name = computed(() => fieldOf(this.line()));
  protected readonly hint = computed(() => {
    const { theirs, ours, checked } = this.line();
    const whose = ours === null ? 'As everybody has it.' : `Your own, in place of ${theirs}.`;
    return checked === null ? whose : `${whose} Last rung by ${checked.by}, ${spokenDate(checked.at)}.`;
  });

  protected send(event: Event): void {
    event.preventDefault();
    this.keep.emit(this.model().number);
  }
}

export const fieldOf = ({ about }: Pick<Line, 'about'>): string => `number-${about}`;
