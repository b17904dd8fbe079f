import { Component, computed, input, linkedSignal, output } from '@angular/core';
import { form } from '@angular/forms/signals';
import type { AuthorityShown } from '@trustward/contracts';
import { spokenDate } from '../shared/london-time.ts';
import { TextField } from '../shared/text-field.ts';

type Line = AuthorityShown['mails'][number];

/** Where an agency of a local authority is mailed: what everybody has, and what the trust has in its place. */
@Component({
  selector: 'tw-mail-form',
  imports: [TextField],
  templateUrl: './mail-form.html',
  styles:
    ':host { display: block; margin-bottom: var(--s5); } .beside { display: flex; flex-wrap: wrap; gap: var(--s3); margin: 0; }',
})
export class MailForm {
  readonly line = input.required<Line>();
  readonly busy = input(false);
  /** The address; null puts back what everybody has. */
  readonly keep = output<string | null>();

  private readonly model = linkedSignal(() => ({ address: this.line().ours ?? this.line().theirs ?? '' }));
  protected readonly form = form(this.model);
  protected readonly name = computed(() => mailFieldOf(this.line()));
  protected readonly hint = computed(() => {
    const { theirs, ours, set } = this.line();
    if (ours === null) {
      return theirs === null ? 'Nobody knows one: links are copied.' : 'As everybody has it.';
    }
    const whose = theirs === null ? 'Your own.' : `Your own, in place of ${theirs}.`;
    return set === null ? whose : `${whose} Set by ${set.by}, ${spokenDate(set.at)}.`;
  });

  protected send(event: Event): void {
    event.preventDefault();
    this.keep.emit(this.model().address.trim());
  }
}

export const mailFieldOf = ({ party }: Pick<Line, 'party'>): string => `mail-${party}`;
