import { Component, DOCUMENT, computed, inject, input, output, signal } from '@angular/core';
import type { AgencyLink, CaseTask, CaseView } from '@trustward/contracts';
import { newEventId } from '../shared/event-id.ts';
import { dayAndTime } from '../shared/london-time.ts';
import { problemOf } from '../shared/problem.ts';
import { worded } from '../shared/worded.ts';
import { CaseActs } from './case-api.ts';

const MAILED = {
  onItsWay: ' It is being e-mailed.',
  sent: ' It was e-mailed.',
  notSent: ' It could not be e-mailed: copy a new one.',
} as const;

/** A link by which the other agency confirms a receipt: made, copied or mailed, and taken back. */
@Component({
  selector: 'tw-agency-link',
  templateUrl: './agency-link.html',
  styleUrl: './agency-link.scss',
})
export class AgencyLinkBox {
  private readonly acts = inject(CaseActs);
  private readonly document = inject(DOCUMENT);
  readonly view = input.required<CaseView>();
  readonly task = input.required<CaseTask>();
  readonly now = input.required<number>();
  readonly changed = output();

  protected readonly busy = signal(false);
  /** The link itself, told once and kept on this page alone. */
  protected readonly made = signal<AgencyLink | null>(null);
  protected readonly said = signal('');
  protected readonly link = computed(() => this.task().link);
  protected readonly live = computed(() => {
    const live = this.link()?.live;
    if (!live) return null;
    const at = (instant: string) => dayAndTime(Date.parse(instant), this.now());
    const mail = live.mail === null ? '' : worded(MAILED, live.mail, '');
    return `${live.by} made a link, ${at(live.madeAt)}. It has not been used, and ends ${at(live.expiresAt)}.${mail}`;
  });
  protected readonly fieldId = computed(() => `link-${this.task().step}`);

  protected make(mail: boolean): Promise<void> {
    return this.send(async () => {
      const { step } = this.task();
      const made = await this.acts.makeLink(this.view().id, step, { eventId: newEventId(), mail });
      this.made.set(mail ? null : made);
      this.said.set(
        mail ? `The link is on its way to ${made.mailedTo ?? 'them'}.` : 'Copy the link and send it.',
      );
    });
  }

  protected withdraw(): Promise<void> {
    return this.send(async () => {
      await this.acts.withdrawLink(this.view().id, this.task().step, { eventId: newEventId() });
      this.made.set(null);
      this.said.set('The link cannot be used any more.');
    });
  }

  protected async copy({ address }: AgencyLink): Promise<void> {
    try {
      await this.document.defaultView?.navigator.clipboard.writeText(address);
      this.said.set('The link is copied.');
    } catch {
      // A browser that lets no page copy: what is marked is copied by hand.
      const field = this.document.getElementById(this.fieldId());
      if (field instanceof HTMLTextAreaElement) field.select();
      this.said.set('Copy the link that is marked.');
    }
  }

  private async send(act: () => Promise<void>): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    try {
      await act();
    } catch (error) {
      // Done meanwhile, not theirs any more, or nothing answers.
      this.said.set(problemOf(error).detail);
    } finally {
      this.busy.set(false);
      this.changed.emit();
    }
  }
}
