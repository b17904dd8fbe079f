import { ENGLAND, HOUR, isWorkingDay, localDay, startOfDay } from '@trustward/chain';
import type { Instant } from '@trustward/chain';
import type { DemoCase } from './story.ts';

const OPENS = 8.5 * HOUR;
const CLOSES = 17 * HOUR;
/** When a report that would fall outside a school's day is made instead, and some minutes. */
const LAST_LESSON = 15 * HOUR;

/**
 * From which instant the hours of a story count back: from now, or from as much earlier as it takes for its report to
 * be made in a school's day. What is about to fall due must count from now, at whatever hour the demo is loaded.
 */
export function storyStart(
  story: Pick<DemoCase, 'reportedHoursAgo' | 'countsFromNow'>,
  now: Instant,
): Instant {
  if (story.countsFromNow === true) return now;
  const reported = now - story.reportedHoursAgo * HOUR;
  return now - (reported - inSchoolHours(reported));
}

/** The instant itself when a school is open then, else an afternoon before it. */
function inSchoolHours(instant: Instant): Instant {
  const today = localDay(ENGLAND, instant);
  const sinceMidnight = instant - startOfDay(ENGLAND, today);
  const isOpenDay = isWorkingDay(ENGLAND, today);
  if (isOpenDay && sinceMidnight >= OPENS && sinceMidnight <= CLOSES) return instant;
  let day = isOpenDay && sinceMidnight > CLOSES ? today : today - 1;
  while (!isWorkingDay(ENGLAND, day)) day -= 1;
  return startOfDay(ENGLAND, day) + LAST_LESSON + (instant % HOUR);
}
