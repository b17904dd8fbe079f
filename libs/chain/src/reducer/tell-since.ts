import { tellAskedNoMore } from './asked-no-more.ts';
import type { Progress } from './progress.ts';
import type { CaseState } from './state.ts';
import { tellTermsRunOut } from './terms.ts';
import type { Instant } from '../clock/calendar.ts';

/** Tells those who must hear that something is not as it was before, whatever act or instant made it so. */
export const tellSince = (before: CaseState, after: Progress, at: Instant, by: string | null): Progress =>
  tellTermsRunOut(before, tellAskedNoMore(before, after, at, by), at);
