import { Component, computed, inject, input, output } from '@angular/core';
import type { Change } from '@trustward/contracts';
import { byWhen, dayAndTime } from '../shared/london-time.ts';
import { Tick } from '../shared/tick.ts';
import { worded } from '../shared/worded.ts';
import { said, typedDays } from './day-lines.ts';

const OF = {
  calendar: 'the calendar of',
  absence: 'the absence of',
  closedDay: 'a closed day for',
  authority: 'other hours or limits of',
  number: 'another telephone number of',
  mail: 'another e-mail address of',
  posts: 'other posts of',
  joiner: 'the joining of',
  offDuty: 'another state of duty of',
} as const;

/** What comes of a change, whose it is, and the buttons that have it done or put aside. */
@Component({
  selector: 'tw-change-card',
  templateUrl: './change-card.html',
  styles:
    ':host { display: block; } .card { margin: var(--s4) 0; } dt { font-weight: 600; } dd { white-space: pre-line; }',
})
export class ChangeCard {
  private readonly tick = inject(Tick);
  readonly change = input.required<Change>();
  readonly busy = input(false);
  readonly apply = output();
  readonly putAside = output();
  readonly openAgain = output();

  protected readonly titleId = computed(() => titleOf(this.change()));
  protected readonly title = computed(() => {
    const { edit, of, state } = this.change();
    if (edit.kind === 'unreadable') return `A change of ${of} that cannot be read`;
    return `${state === 'applied' ? 'What came of' : 'What comes of'} ${worded(OF, edit.kind, 'a change of')} ${of}`;
  });
  protected readonly isUnderWay = computed(() => isUnderWay(this.change()));
  protected readonly drafted = computed(() => {
    const { by, madeAt } = this.change();
    return `Drafted by ${by} on ${dayAndTime(Date.parse(madeAt), this.tick.server())}.`;
  });
  protected readonly isUnreadable = computed(() => this.change().edit.kind === 'unreadable');
  /** What an absence is to be, in a sentence. */
  protected readonly absence = computed(() => {
    const { edit } = this.change();
    if (edit.kind !== 'absence') return null;
    if (edit.until === null) return 'Back from now on.';
    const from = edit.from === null ? '' : ` from ${this.when(edit.from)}`;
    return `Away${from} until ${this.when(edit.until)}.`;
  });
  /** Which posts end and begin, and when, or whether they are on duty. */
  protected readonly staff = computed(() => {
    const { edit } = this.change();
    if (edit.kind === 'offDuty') return [edit.offDuty ? 'Off duty from now on.' : 'On duty again.'];
    if (edit.kind !== 'posts' && edit.kind !== 'joiner') return null;
    const when = edit.from === null ? 'now' : `on ${this.when(edit.from)}`;
    const say = (what: string) => (one: { role: string; school: string | null }) =>
      `${one.role}, ${one.school ?? 'the trust as a whole'}: ${what} ${when}.`;
    if (edit.kind === 'posts') return [...edit.ends.map(say('ends')), ...edit.begins.map(say('begins'))];
    const letter = `Once this is confirmed, they are sent a link to ${edit.email}, by which they make their account.`;
    return [...edit.begins.map(say('begins')), letter];
  });
  protected readonly closedDay = computed(() => {
    const { edit } = this.change();
    if (edit.kind !== 'closedDay') return null;
    return `Offices are ${edit.isClosed ? 'closed' : 'open again'} on ${said(edit.day)}.`;
  });
  /** How an agency is reached from then on, and what its second person does first. */
  protected readonly contact = computed(() => {
    const { edit, state, mayApply } = this.change();
    const asks = (what: string): string =>
      state === 'counted' && mayApply ? ` ${what} before you apply it.` : '';
    if (edit.kind === 'number') {
      const said = edit.number === null ? 'everybody’s number again.' : `${edit.number}.${asks('Ring it')}`;
      return `${edit.name}: ${said}`;
    }
    if (edit.kind !== 'mail') return null;
    const said =
      edit.address === null
        ? 'everybody’s e-mail address again.'
        : `${edit.address}.${asks('Ask them for it')}`;
    return `${edit.name}: ${said}`;
  });
  /** What is held of a local authority from then on, line by line. */
  protected readonly held = computed(() => {
    const { edit } = this.change();
    if (edit.kind !== 'authority') return null;
    const hours = { title: 'When its offices are open', is: edit.hours ?? 'As everybody has it' };
    return [hours, ...edit.limits];
  });
  protected readonly mayOpenAgain = computed(() => {
    const { edit, state } = this.change();
    return state === 'applied' && edit.kind === 'closedDay' && edit.isClosed;
  });
  protected readonly days = computed(() => {
    const { edit } = this.change();
    return edit.kind === 'calendar' ? typedDays(edit.days) : null;
  });
  protected readonly nearest = computed(() =>
    this.change().nearest.map(({ was, is }) => ({ was: this.when(was), is: this.when(is) })),
  );

  private when(at: string): string {
    return byWhen(Date.parse(at), this.tick.server());
  }
}

/** Where the focus goes when something was done to a change. */
export const titleOf = ({ id }: Change): string => `change-${id}`;
export const isUnderWay = ({ state }: Change): boolean => state === 'counting' || state === 'applying';
