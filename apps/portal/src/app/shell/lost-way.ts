import { HttpErrorResponse } from '@angular/common/http';
import { DOCUMENT, ErrorHandler, Injectable, effect, inject, signal, untracked } from '@angular/core';
import { NavigationEnd, type NavigationError, Router } from '@angular/router';
import { Connection } from './connection.ts';

/** The pages that could not be opened: their part of the portal did not come, or who is signed in could not be asked. */
@Injectable({ providedIn: 'root' })
export class LostWay {
  private readonly router = inject(Router);
  private readonly errors = inject(ErrorHandler);
  private readonly connection = inject(Connection);
  private readonly document = inject(DOCUMENT);
  private readonly wanted = signal<string | null>(null);

  /** The address that could not be opened. */
  readonly to = this.wanted.asReadonly();
  /** Grows each time one fails, so that it is said again. */
  readonly times = signal(0);

  constructor() {
    this.router.events.subscribe((event) => {
      if (event instanceof NavigationEnd) this.wanted.set(null);
    });
    effect(() => {
      if (this.connection.online()) void untracked(() => this.tryAgain());
    });
  }

  note({ url, error }: NavigationError): void {
    this.wanted.set(url);
    this.times.update((n) => n + 1);
    if (!unreachable(error)) this.errors.handleError(error);
  }

  async tryAgain(): Promise<void> {
    const url = this.wanted();
    if (!url) return;
    await this.router.navigateByUrl(url);
    // A browser may remember that a part failed, and a newer version has other parts: loaded anew, both are mended.
    if (this.wanted() && this.connection.online() && (await answers())) this.document.location.assign(url);
  }
}

/** A part of the portal that could not be fetched fails as a TypeError, in every browser with words of its own. */
const unreachable = (error: unknown): boolean =>
  error instanceof TypeError || (error instanceof HttpErrorResponse && error.status === 0);

/** Whether loading the page anew would come to something: what is on the screen must not be lost to an error page. */
const answers = async (): Promise<boolean> => {
  try {
    return (await fetch('/', { method: 'HEAD', cache: 'no-store' })).ok;
  } catch {
    return false;
  }
};
