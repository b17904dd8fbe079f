import { type Browser, type LaunchOptions, chromium } from '@playwright/test';
import { findChromium } from '@trustward/infra/chromium';

const QUIET = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'];
/** What is drawn without a graphics card needs no process of its own to hand each picture to: a tenth of a page's cost. */
const IN_ONE = ['--in-process-gpu'];
const QUIETER = ['--disable-background-networking', '--disable-component-update'];
/**
 * The last switch of a name wins, so Playwright's own choices that matter on the loopback stand here again. The first
 * two would open two pages of the browser's own, for an address bar nobody sees, with each window: a third of its cost.
 */
const WITHOUT = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'AimEnabled',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'MediaRouter',
  'OptimizationHints',
  'PaintHolding',
  'SpareRendererForSitePerProcess',
];

export const launchOptions = async (): Promise<LaunchOptions> => ({
  executablePath: await findChromium(),
  args: [...QUIET, ...QUIETER, ...IN_ONE, `--disable-features=${WITHOUT.join(',')}`],
});

let ours: Promise<Browser> | undefined;

/**
 * One for all files of a worker, one after another, as each start costs seconds; closing it ends what a file opened in it.
 * Not one for all workers: whatever it says would then be read and written down twice on its way. It ends with its worker.
 */
export const sharedBrowser = (): Promise<Browser> => (ours ??= launched());

async function launched(): Promise<Browser> {
  const browser = await chromium.launch(await launchOptions());
  browser.close = async () => void (await Promise.all(browser.contexts().map((context) => context.close())));
  return browser;
}
