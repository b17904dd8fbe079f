import { Component, DOCUMENT, inject, signal } from '@angular/core';
import { form, validateStandardSchema } from '@angular/forms/signals';
import { type Acknowledgement, acknowledgeReceipt } from '@trustward/contracts';
import { ErrorSummary } from '../shared/error-summary.ts';
import { Loading } from '../shared/loading.ts';
import { problemOf } from '../shared/problem.ts';
import { SubmitErrors, errorsOf } from '../shared/submit-errors.ts';
import { TextField } from '../shared/text-field.ts';
import { Heading } from '../shell/heading.ts';
import { Acknowledgements } from './acknowledge-api.ts';

const said = acknowledgeReceipt.pick({ name: true, theirReference: true });

/** What an agency sees that was sent a link: a reference, and one button that says that they have what was sent. */
@Component({
  selector: 'tw-acknowledge',
  imports: [ErrorSummary, Heading, Loading, TextField],
  providers: [SubmitErrors],
  templateUrl: './acknowledge.html',
  styleUrl: './acknowledge.scss',
})
export class AcknowledgePage {
  private readonly api = inject(Acknowledgements);
  private readonly errors = inject(SubmitErrors);
  /** Behind the mark, so that no server and no next page is told it. */
  private readonly token = inject(DOCUMENT).location.hash.slice(1);
  protected readonly link = signal<Acknowledgement | null>(null);
  /** Why there is nothing to press, as the server says it; `again` where it may answer another time. */
  protected readonly trouble = signal<{ readonly detail: string; readonly again: boolean } | null>(null);
  protected readonly busy = signal(false);
  protected readonly form = form(signal({ name: '', theirReference: '' }), (path) =>
    validateStandardSchema(path, said),
  );

  constructor() {
    void this.look();
  }

  protected async look(): Promise<void> {
    this.trouble.set(null);
    try {
      // An address without its end is answered like a link that is not there.
      this.link.set(await this.api.lookUp(this.token || '-'));
    } catch (error) {
      this.refused(error);
    }
  }

  protected async acknowledge(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy() || this.errors.show(errorsOf(this.form))) return;
    this.busy.set(true);
    try {
      this.link.set(await this.api.acknowledge({ token: this.token, ...this.form().value() }));
    } catch (error) {
      if (problemOf(error).code === 'notFound') this.refused(error);
      // Nothing answers, or too many ask at once: what was typed stays, and the same press may be made again.
      else this.errors.show([{ field: 'name', message: problemOf(error).detail }]);
    } finally {
      this.busy.set(false);
    }
  }

  private refused(error: unknown): void {
    const { code, detail } = problemOf(error);
    this.link.set(null);
    this.trouble.set({ detail, again: code !== 'notFound' });
  }
}
