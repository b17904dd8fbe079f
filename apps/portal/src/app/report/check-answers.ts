import { Component, computed, inject, input, output } from '@angular/core';
import type { ReportForm } from '@trustward/contracts';
import { dayAndTime } from '../shared/london-time.ts';
import { Tick } from '../shared/tick.ts';
import { Heading } from '../shell/heading.ts';
import { type Draft, awareAt } from './draft.ts';

interface Answer {
  readonly question: string;
  readonly answer: string;
  /** The number of its question, to change it. */
  readonly q: string;
}

/** All answers at a glance, each with a way back to it, and one button. */
@Component({
  selector: 'tw-check-answers',
  imports: [Heading],
  templateUrl: './check-answers.html',
  styles:
    'h1 { margin-bottom: var(--s4); } .words-kept { white-space: pre-wrap; } .btn { margin: var(--s4) 0 var(--s2); }',
})
export class CheckAnswers {
  private readonly tick = inject(Tick);
  readonly draft = input.required<Draft>();
  readonly schools = input.required<ReportForm['schools']>();
  readonly authorities = input.required<ReportForm['authorities']>();
  readonly questions = input.required<ReportForm['questions']>();
  readonly changeAnswer = output<string>();
  readonly send = output();

  protected readonly answers = computed((): Answer[] => {
    const draft = this.draft();
    const asked = this.questions();
    const school = this.schools().find(({ id }) => id === draft.schoolId)?.name ?? '';
    const area = this.authorities().find(({ id }) => id === draft.authorityId)?.name;
    const aware = awareAt(draft) ?? draft.startedAt;
    return [
      { question: 'Child', answer: `${draft.childName}, ${draft.yearGroup}`, q: '2' },
      { question: 'School', answer: school, q: '2' },
      ...(area ? [{ question: 'The child lives in', answer: area, q: '1' }] : []),
      ...asked.map(({ fact, question, options }, index) => ({
        question,
        answer: options.find(({ code }) => code === draft.facts[fact])?.label ?? '',
        q: String(index + 3),
      })),
      { question: 'What you saw, heard or were told', answer: draft.account, q: String(asked.length + 3) },
      {
        question: 'You became aware',
        answer: dayAndTime(aware, this.tick.server()),
        q: String(asked.length + 4),
      },
    ];
  });
}
