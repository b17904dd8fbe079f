import { Component, inject, resource } from '@angular/core';
import { clockTime, nearDay } from '../shared/london-time.ts';
import { ReportsHere } from './reports-here.ts';

/**
 * What lies begun on this device, where the portal could not ask who is at it: by when, and nothing of whom or by whom.
 *
 * Decided: a report that was begun can be gone on with only while its page is open, or once the server has said who is
 * signed in. After a reload without a network it is said to be kept, and is not opened, though the key it is sealed under
 * lies in the same browser.
 *
 * Why: the session is a cookie that no page can read, and only the server knows whether it still stands. A mark left in
 * the browser ("so-and-so was signed in here until 16:40") would stand in for it, and it would be worth less than it says:
 * it outlives a session that was ended elsewhere, by an administrator or by somebody else's sign-in in a tab that was
 * asleep, and whoever sits at a shared machine could make it count by switching the network off. What they would then read
 * is a child's name and what the child said. Whoever wrote it loses nothing but time by waiting: the words stay, 999 and
 * the numbers of their area stand below, and telling somebody by voice is the better way while nothing can be sent.
 *
 * What would change it: a secret that only the writer has (a passkey that unlocks the sealing key on this device).
 */
@Component({
  selector: 'tw-begun-here',
  template: `
    @if (found.hasValue() && found.value().length) {
      <section class="note soon stack" aria-labelledby="begun-here">
        <h2 id="begun-here">Kept on this device, and not sent</h2>
        <ul>
          @for (report of found.value(); track report.startedAt) {
            <li>
              The report begun {{ when(report) }}.
              @if (report.sent) {
                <strong>It has not gone yet. Nobody has been told of it.</strong>
              }
            </li>
          }
        </ul>
        <p>
          Whoever wrote it goes on with it here, as soon as there is a connection and they are signed in.
          Until then nobody is shown what it says, or whom it is about. If it cannot wait, tell your
          safeguarding lead by phone or in person.
        </p>
      </section>
    }
  `,
  styles: `
    h2 {
      font-size: 1.06rem;
    }
  `,
})
export class BegunHere {
  private readonly here = inject(ReportsHere);
  protected readonly found = resource({ loader: () => this.here.find() });

  protected when({ startedAt }: { readonly startedAt: number }): string {
    return `${nearDay(startedAt, Date.now())} at ${clockTime(startedAt)}`;
  }
}
