import { Component, computed, input } from '@angular/core';
import type { CaseView } from '@trustward/contracts';

/** "M.T.": initials as people write them; "?" for a name without a letter. */
export const initialsOf = ({ initials }: CaseView['child']): string =>
  initials.includes('.') || initials === '?'
    ? initials
    : [...initials].map((letter) => `${letter}.`).join('');

/** Which child this is about: on every page where something is written down. */
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
  protected readonly child = computed(() => {
    const { child } = this.view();
    return `${initialsOf(child)}, ${child.yearGroup}`;
  });
}
