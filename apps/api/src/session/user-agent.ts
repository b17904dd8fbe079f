import type { Browser, System } from '@trustward/contracts';

/** The first that matches wins: most browsers name the others, too. */
const FAMILIES: readonly (readonly [RegExp, Browser])[] = [
  [/\b(Edg|EdgA|EdgiOS)\//, 'edge'],
  [/\b(OPR|OPT|OPiOS)\//, 'opera'],
  [/\bSamsungBrowser\//, 'samsung'],
  [/\b(Firefox|FxiOS)\//, 'firefox'],
  [/\b(Chrome|CriOS|HeadlessChrome|Chromium)\//, 'chrome'],
  [/\bVersion\/[\d.]+.* Safari\//, 'safari'],
];
const SYSTEMS: readonly (readonly [RegExp, System])[] = [
  [/\b(iPhone|iPad|iPod)\b/, 'ios'],
  [/\bAndroid\b/, 'android'],
  [/\bCrOS\b/, 'chromeos'],
  [/\bWindows\b/, 'windows'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macos'],
  [/\bLinux\b/, 'linux'],
];
/** Longer ones are nobody's, and are not looked through. */
const LONGEST = 512;

const first = <T>(known: readonly (readonly [RegExp, T])[], said: string): T | null =>
  known.find(([pattern]) => pattern.test(said))?.[1] ?? null;

/** What a person would call the browser that says this of itself; all else that it says is not kept. */
export function browserOf(userAgent: string | undefined): { browser: Browser | null; system: System | null } {
  const said = userAgent === undefined || userAgent.length > LONGEST ? '' : userAgent;
  return { browser: first(FAMILIES, said), system: first(SYSTEMS, said) };
}
