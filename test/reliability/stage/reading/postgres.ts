import { Frames } from './frames.ts';
import type { Reader } from './reader.ts';

const HEAD = 5;
const INSERTS = /\b(?:insert\s+into|delete\s+from|update)\s+"?\w+"?\."?\w+"?/i;
/** The functions of ours and of the queue that write; the rest only reckon. */
const CALLS = /\bapp\.poke|\bgraphile_worker\.\w+\s*\(/i;
const writes = (text: string): boolean => INSERTS.test(text) || CALLS.test(text);

/**
 * What is committed, as its statements: a transaction by its COMMIT, a statement outside of one by its end. It relies on
 * the driver's asking nothing before the last answer has come whole.
 */
export function postgresReader(): Reader {
  let isGreeted = false;
  const asked = new Frames((bytes, at) => {
    const typed = isGreeted ? 1 : 0;
    if (bytes.length - at < typed + 4) return null;
    isGreeted = true;
    return typed + bytes.readUInt32BE(at + typed);
  });
  const answers = new Frames((bytes, at) =>
    bytes.length - at < HEAD ? null : 1 + bytes.readUInt32BE(at + 1),
  );
  const session = new Session();
  return {
    forth: (bytes) => asked.in(bytes).flatMap((frame) => session.asks(frame)),
    back: (bytes) => answers.in(bytes).flatMap((frame) => session.hears(frame)),
  };
}

class Session {
  /** Statements that were given a name, by it. */
  readonly #prepared = new Map<string, string>();
  #inTransaction = false;
  /** What stands in the transaction that is open, and what is asked in this round. */
  #transaction: string[] = [];
  #round: string[] = [];
  #committing: string | null = null;
  #tag = '';
  #failed = false;

  asks(frame: Buffer): readonly string[] {
    const [type] = frame.toString('latin1', 0, 1);
    if (type === 'Q') this.#round.push(wordAt(frame, HEAD));
    if (type === 'P') {
      const name = wordAt(frame, HEAD);
      const text = wordAt(frame, HEAD + name.length + 1);
      if (name !== '') this.#prepared.set(name, text);
      this.#round.push(text);
    }
    if (type === 'B') {
      const portal = wordAt(frame, HEAD);
      const text = this.#prepared.get(wordAt(frame, HEAD + portal.length + 1));
      if (text !== undefined && !this.#round.includes(text)) this.#round.push(text);
    }
    return type === 'Q' || type === 'S' ? this.#endOfRound() : [];
  }

  hears(frame: Buffer): readonly string[] {
    const type = frame.toString('latin1', 0, 1);
    if (type === 'C') this.#tag = wordAt(frame, HEAD);
    if (type === 'E') this.#failed = true;
    if (type !== 'Z') return [];
    this.#inTransaction = frame.toString('latin1', HEAD, HEAD + 1) !== 'I';
    const done = this.#failed || this.#tag === 'ROLLBACK' ? null : this.#committing;
    const said = done === null ? [] : [`${done} → ${this.#tag}`];
    this.#committing = null;
    this.#failed = false;
    return said;
  }

  #endOfRound(): readonly string[] {
    const round = this.#round;
    this.#round = [];
    const [first = ''] = round;
    if (/^\s*(?:begin|start transaction|rollback)\b/i.test(first)) this.#transaction = [];
    else if (/^\s*commit\b/i.test(first)) return this.#commits(this.#transaction);
    else if (this.#inTransaction) this.#transaction.push(...round.filter(writes));
    else return this.#commits(round.filter(writes));
    return [];
  }

  #commits(statements: readonly string[]): readonly string[] {
    if (statements.length === 0) return [];
    this.#committing = statements.join('; ').replace(/\s+/g, ' ');
    this.#transaction = [];
    return [this.#committing];
  }
}

const wordAt = (frame: Buffer, at: number): string => frame.toString('utf8', at, frame.indexOf(0, at));
