import { locateServer, locateTemporal } from '../temporal/locate.ts';
import { cacheFolder } from './cache.ts';
import { findChromium } from './chromium.ts';
import { report } from './refusal.ts';

/** `npm test`: brings what the tests need and cannot bring within their own time limits, then runs them. */
const asked = process.argv.slice(2);
const say = (sentence: string) => process.stdout.write(`${sentence}\n`);

/** The tools, and the kinds of test that use them. What cannot be had fails those tests, not the run. */
const TOOLS = [
  { usedBy: ['process', 'launcher', 'portal'], bring: async () => void (await locateTemporal({ say })) },
  { usedBy: ['process'], bring: async () => void (await locateServer({ say })) },
  {
    usedBy: ['portal'],
    bring: async () => {
      process.env['TRUSTWARD_CHROMIUM'] = await findChromium(say);
    },
  },
];

/** Whoever keeps the address of a database that counts in their environment must not have tests run on it. */
const FOR_TESTS = ['TRUSTWARD_CACHE_DIR', 'TRUSTWARD_CHROMIUM', 'TRUSTWARD_TEST_URL'];
for (const name of Object.keys(process.env)) {
  if (name.startsWith('TRUSTWARD_') && !FOR_TESTS.includes(name)) Reflect.deleteProperty(process.env, name);
}

// Without a home each data folder would get a cache, and so a build of Temporal, of its own.
process.env['TRUSTWARD_CACHE_DIR'] = cacheFolder();
for (const { usedBy, bring } of TOOLS) {
  if (asked.length === 0 || asked.some((kind) => usedBy.includes(kind))) await bring().catch(report);
}
await import(new URL('../../test/run.ts', import.meta.url).href);
