import type { Browser, Place, System } from '@trustward/contracts';
import { byWhen } from '../shared/london-time.ts';
import { worded } from '../shared/worded.ts';

const BROWSER: Readonly<Record<Browser, string>> = {
  chrome: 'Chrome',
  edge: 'Edge',
  firefox: 'Firefox',
  safari: 'Safari',
  opera: 'Opera',
  samsung: 'Samsung Internet',
};
const SYSTEM: Readonly<Record<System, string>> = {
  windows: 'Windows',
  macos: 'a Mac',
  ios: 'an iPhone or iPad',
  android: 'Android',
  chromeos: 'a Chromebook',
  linux: 'Linux',
};

/** "Firefox on Windows", as far as the browser said what it is. */
export function placeName({ browser, system }: Pick<Place, 'browser' | 'system'>): string {
  const on = system === null ? '' : ` on ${worded(SYSTEM, system, 'another device')}`;
  return `${browser === null ? 'A browser' : worded(BROWSER, browser, 'A browser')}${on}`;
}

export interface PlaceShown {
  readonly id: string;
  readonly name: string;
  readonly since: string;
  readonly seen: string;
  readonly current: boolean;
}

export const shownPlace = (place: Place, now: number): PlaceShown => ({
  id: place.id,
  name: placeName(place),
  since: byWhen(Date.parse(place.since), now),
  seen: byWhen(Date.parse(place.seenAt), now),
  current: place.current,
});
