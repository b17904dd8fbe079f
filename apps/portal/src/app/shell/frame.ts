import { Component, DestroyRef, afterNextRender, computed, inject, signal } from '@angular/core';
import {
  NavigationEnd,
  NavigationError,
  Router,
  RouterLink,
  RouterLinkActive,
  RouterOutlet,
} from '@angular/router';
import { LapsedNote } from '../report/lapsed-note.ts';
import { Unsent } from '../report/unsent.ts';
import { KeptNumbers } from '../shared/kept-numbers.ts';
import { clockTime, dayAndTime, nearDay } from '../shared/london-time.ts';
import { Tick } from '../shared/tick.ts';
import { Connection } from './connection.ts';
import { Counts } from './counts.ts';
import { IdleWarning } from './idle-warning.ts';
import { Live } from './live.ts';
import { LostWayNote } from './lost-way-note.ts';
import { OutcomeNote } from './outcome.ts';
import { QuickHide } from './quick-hide.ts';
import { ReportNews } from './report-news.ts';
import { Session } from './session.ts';
import { StepUpDialog } from './step-up-dialog.ts';
import { StepUp } from './step-up.ts';

interface Entry {
  readonly path: string;
  readonly label: string;
  readonly needs: string;
  readonly count: () => number;
  readonly unit: string;
}

const timeOrDay = (at: number, now: number): string =>
  nearDay(at, now) === 'today' ? clockTime(at) : dayAndTime(at, now);

/** The frame of every signed-in page: header, navigation, banners. */
@Component({
  selector: 'tw-frame',
  imports: [
    RouterOutlet,
    RouterLink,
    RouterLinkActive,
    IdleWarning,
    LapsedNote,
    LostWayNote,
    OutcomeNote,
    ReportNews,
    StepUpDialog,
  ],
  providers: [Counts],
  templateUrl: './frame.html',
  styleUrl: './frame.scss',
})
export class Frame {
  private readonly router = inject(Router);
  protected readonly live = inject(Live);
  protected readonly session = inject(Session);
  protected readonly counts = inject(Counts);
  protected readonly hide = inject(QuickHide);
  protected readonly stepUp = inject(StepUp);
  protected readonly connection = inject(Connection);
  private readonly unsent = inject(Unsent);
  private readonly numbers = inject(KeptNumbers);
  private readonly tick = inject(Tick);
  protected readonly menuOpen = signal(false);
  /** "09:12", or "Mon 16 Nov, 09:12" on a later day. */
  protected readonly remindersWait = computed(() => {
    const since = this.live.remindersWaitingSince();
    return since === null ? null : timeOrDay(Date.parse(since), this.tick.server());
  });

  private readonly entries: readonly Entry[] = [
    {
      path: '/duties',
      label: 'My duties',
      needs: 'duty:read',
      count: () => this.counts.duties(),
      unit: 'to do',
    },
    { path: '/report', label: 'Report a concern', needs: 'report:create', count: () => 0, unit: '' },
    { path: '/cases', label: 'Cases', needs: 'case:list', count: () => 0, unit: '' },
    { path: '/shared', label: 'Shared with me', needs: 'shared:read', count: () => 0, unit: '' },
    { path: '/late', label: 'Late now', needs: 'late:read', count: () => this.counts.late(), unit: 'late' },
    { path: '/changes', label: 'Calendars and absences', needs: 'change:make', count: () => 0, unit: '' },
    { path: '/people', label: 'People', needs: 'people:read', count: () => 0, unit: '' },
    { path: '/authorities', label: 'Local authorities', needs: 'change:make', count: () => 0, unit: '' },
    {
      path: '/to-confirm',
      label: 'To confirm',
      needs: 'change:confirm',
      count: () => this.counts.toConfirm(),
      unit: 'waiting',
    },
    { path: '/notify', label: 'GOV.UK Notify', needs: 'carrier:set', count: () => 0, unit: '' },
    { path: '/signing-in', label: 'Signing in', needs: 'signIn:set', count: () => 0, unit: '' },
  ];
  protected readonly shown = computed(() => this.entries.filter(({ needs }) => this.session.may(needs)));

  constructor() {
    this.live.open();
    void this.unsent.resume().catch(() => {
      // A browser that would not open its store kept nothing in it.
    });
    afterNextRender(() => this.fetchNumbers());
    inject(DestroyRef).onDestroy(() => this.live.stop());
    this.router.events.subscribe((event) => {
      if (event instanceof NavigationEnd || event instanceof NavigationError) this.menuOpen.set(false);
    });
  }

  /** Asked for while there is a connection, so that somebody can be rung when there is none; the report came with this frame. */
  private fetchNumbers(): void {
    if (!this.session.may('report:create')) return;
    void this.numbers.refresh().catch(() => {
      // Out of reach, or not kept: those of before stay, and they are asked for again when the portal is next opened.
    });
  }

  protected async signOut(): Promise<void> {
    this.live.stop();
    await this.unsent.forgetReceipt().catch(() => {
      // A browser that would not open its store kept nothing in it.
    });
    await this.session.signOut().catch(() => {
      // Out of reach: this device forgets the session all the same, and the server's ends by itself.
    });
    await this.router.navigateByUrl('/sign-in');
  }

  protected skip(main: HTMLElement, event: Event): void {
    // The address must not change: `<base href>` would turn "#main" into another page.
    event.preventDefault();
    main.focus();
  }
}
