import { Component, computed, input } from '@angular/core';
import { WHOLE_SCHOOL } from '@trustward/contracts';
import type { CaseView } from '@trustward/contracts';

/** "M.T., Year 4": whom a case is about, in as few words as say it. */
export const childWords = (child: CaseView['child']): string =>
  child === null ? WHOLE_SCHOOL : `${initialsOf(child.initials)}, ${child.yearGroup}`;

/** "M.T.": initials as people write them; "?" for a name without a letter. */
const initialsOf = (initials: string): string =>
  initials.includes('.') || initials === '?'
    ? initials
    : [...initials].map((letter) => `${letter}.`).join('');

/** "by Dana Ellis", after when it was opened. */
export const openedBy = (reportedBy: string | null): string =>
  reportedBy === null ? 'by the calendar' : `by ${reportedBy}`;

/** Whom this is about: on every page where something is written down. */
@Component({
  selector: 'tw-child-line',
  template: `
    <p>
      @if (view().drill) {
        <span class="tag drill">DRILL</span>&ngsp;
      }
      <strong>{{ child() }}</strong> · {{ view().school }} ·
      <span class="figures">{{ view().reference }}</span>
    </p>
  `,
  styles: 'p { margin-bottom: var(--s3); }',
})
export class ChildLine {
  readonly view = input.required<CaseView>();
  protected readonly child = computed(() => childWords(this.view().child));
}
