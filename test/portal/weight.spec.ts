import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

const BUILT = fileURLToPath(new URL('../../apps/portal/dist/browser/', import.meta.url));
const INITIAL_MAX_KB = 150;
const LAZY_MAX_KB = 80;
const KB = 1000;

const weigh = (file: string): number => gzipSync(readFileSync(BUILT + file)).length / KB;
/** What the page asks for before anything can be drawn: its scripts, styles, and what these name to be fetched with them. */
const page = readFileSync(`${BUILT}index.html`, 'utf8');
const initial = [
  ...new Set([...page.matchAll(/(?:src|href)="([^"/]+\.(?:js|css))"/g)].map((match) => match[1] ?? '')),
];

describe('the built portal', () => {
  it(`weighs at most ${INITIAL_MAX_KB} kB gzipped before it can be used`, () => {
    const total = initial.map(weigh).reduce((sum, size) => sum + size, 0);
    console.log(`initial JavaScript and CSS: ${total.toFixed(1)} kB gzipped in ${initial.length} files`);
    expect(initial.length).toBeGreaterThan(1);
    expect(total).toBeLessThanOrEqual(INITIAL_MAX_KB);
  });

  it(`has no later chunk above ${LAZY_MAX_KB} kB`, () => {
    const later = readdirSync(BUILT).filter((file) => file.endsWith('.js') && !initial.includes(file));
    expect(later.filter((file) => weigh(file) > LAZY_MAX_KB)).toEqual([]);
  });

  it('leaves the engine of chains out of what comes first: its words are nowhere in it', () => {
    const read = initial.map((file) => readFileSync(BUILT + file, 'utf8')).join('\n');
    // What the reducer, the linter and the clocks say; and, so that this can fail, what a contract says.
    for (const words of ['Time in a case never runs backwards', 'This procedure has no such step']) {
      expect(read).not.toContain(words);
    }
    expect(read).toContain('Designated safeguarding lead');
  });

  it('asks nobody else for anything', () => {
    expect(page).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    const styles = initial
      .filter((file) => file.endsWith('.css'))
      .map((file) => readFileSync(BUILT + file, 'utf8'));
    expect(styles.join()).not.toMatch(/url\(["']?https?:/);
  });

  it('carries no font of the government’s', () => {
    const styles = initial
      .filter((file) => file.endsWith('.css'))
      .map((file) => readFileSync(BUILT + file, 'utf8'));
    expect(styles.join()).not.toMatch(/GDS Transport/i);
    expect(readdirSync(`${BUILT}fonts`)).toEqual(['source-sans-3-latin-wght-normal.woff2']);
  });
});
