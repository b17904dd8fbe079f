import { Component, computed, input, linkedSignal, output } from '@angular/core';
import { form } from '@angular/forms/signals';
import type { AuthorityShown, DraftChange } from '@trustward/contracts';
import { TextField } from '../shared/text-field.ts';
import { hintOf, said } from './limit-words.ts';

/** All that is held otherwise of a local authority, as it is drafted. */
export type Held = Pick<Extract<DraftChange, { kind: 'authority' }>, 'hours' | 'limits'>;

/** When a local authority's offices are open, and the lengths of time that it lays down: what is left empty is everybody's. */
@Component({
  selector: 'tw-held-form',
  imports: [TextField],
  templateUrl: './held-form.html',
  styles: ':host { display: block; }',
})
export class HeldForm {
  readonly authority = input.required<AuthorityShown>();
  readonly busy = input(false);
  readonly draft = output<Held>();

  private readonly model = linkedSignal(() => {
    const { hours, limits } = this.authority();
    const typed: Record<string, string> = {};
    for (const { code, ours } of limits) typed[code] = ours ?? '';
    return { hours: hours.ours ?? '', limits: typed };
  });
  protected readonly form = form(this.model);
  protected readonly hoursHint = computed(() => {
    const { theirs, ours } = this.authority().hours;
    return `${said(theirs ?? 'none are known', ours)} Write them as Monday to Thursday, 8:30 to 17:00; Friday, 8:30 to 16:30`;
  });
  protected readonly lines = computed(() =>
    this.authority().limits.flatMap(({ code, title, theirs, ours, floor }) => {
      const field = this.form.limits[code];
      return field ? [{ code, title, field, hint: hintOf(theirs, ours, floor) }] : [];
    }),
  );

  protected send(event: Event): void {
    event.preventDefault();
    const { hours, limits } = this.model();
    const typed = Object.entries(limits).flatMap(([code, words]) =>
      words.trim() === '' ? [] : [[code, words.trim()]],
    );
    this.draft.emit({ hours: hours.trim() || null, limits: Object.fromEntries(typed) });
  }
}
