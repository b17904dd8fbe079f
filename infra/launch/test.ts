import { locateTemporal } from '../temporal/locate.ts';
import { findChromium } from './chromium.ts';
import { report } from './refusal.ts';

/** `npm test`: brings what the tests need and cannot bring within their own time limits, then runs them. */
const say = (sentence: string) => process.stdout.write(`${sentence}\n`);

try {
  await locateTemporal({ say });
  process.env['TRUSTWARD_CHROMIUM'] = await findChromium(say);
  await import(new URL('../../test/run.ts', import.meta.url).href);
} catch (error) {
  process.exitCode = report(error);
}
