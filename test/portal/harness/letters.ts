import { inject } from 'vitest';

/** The newest link to a page that was mailed to somebody, once it has come: its page and what stands behind the mark. */
export async function mailedLink(to: string, page: string, before: readonly string[] = []): Promise<string> {
  const url = inject('lettersUrl');
  if (url === null) throw new Error('The letters of this product are read elsewhere.');
  const link = new RegExp(`/${page}#[\\w-]+`, 'g');
  for (let tries = 0; tries < 300; tries += 1) {
    const letters = (await (await fetch(url)).json()) as { to: string; words: string }[];
    const found = letters
      .filter((letter) => letter.to === to)
      .flatMap(({ words }) => words.match(link) ?? [])
      .findLast((one) => !before.includes(one));
    if (found !== undefined) return found;
    await new Promise((resume) => setTimeout(resume, 200));
  }
  throw new Error('No letter has come.');
}
