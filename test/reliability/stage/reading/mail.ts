import type { Reader } from './reader.ts';

const END_OF_LETTER = '\r\n.\r\n';

/** What is asked of a mail server; what it answers with a yes has been done. */
export function mailReader(): Reader {
  let isLetter = false;
  let last = '';
  let asked: string | null = null;
  const asks = (what: string): readonly string[] => {
    asked = what;
    return [what];
  };
  return {
    forth: (bytes) => {
      const text = bytes.toString('latin1');
      if (!isLetter) return text.startsWith('MAIL FROM') ? asks('MAIL FROM') : [];
      last = (last + text).slice(-END_OF_LETTER.length);
      if (last !== END_OF_LETTER) return [];
      isLetter = false;
      return asks('end of the letter');
    },
    back: (bytes) => {
      const text = bytes.toString('latin1');
      // Where the server takes several commands at once, its answers come together, too.
      if (/^354/m.test(text)) {
        isLetter = true;
        last = '';
      }
      const done = asked === null || !text.startsWith('250') ? [] : [asked];
      asked = null;
      return done;
    },
  };
}
