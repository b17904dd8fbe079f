import { destination, pino } from 'pino';
import type { DestinationStream } from 'pino';
import { Batch } from './batch.ts';
import { allowListed } from './fields.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Lines of JSON. The sentence is fixed text of ours; what varies goes in the fields, and those are on a list. */
export interface Logger {
  debug(sentence: string, fields?: Fields): void;
  info(sentence: string, fields?: Fields): void;
  warn(sentence: string, fields?: Fields): void;
  error(sentence: string, fields?: Fields): void;
  child(fields: Fields): Logger;
}

export interface LoggerOptions {
  readonly process: string;
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  /** Where lines go; standard output unless said otherwise. */
  readonly to?: DestinationStream;
}

type Writer = ReturnType<typeof pino>;

const over = (writer: Writer, kept: Fields, flush: () => void): Logger => ({
  debug: (sentence, fields) => writer.debug(allowListed({ ...kept, ...fields }), sentence),
  info: (sentence, fields) => writer.info(allowListed({ ...kept, ...fields }), sentence),
  warn: (sentence, fields) => {
    writer.warn(allowListed({ ...kept, ...fields }), sentence);
    flush();
  },
  error: (sentence, fields) => {
    writer.error(allowListed({ ...kept, ...fields }), sentence);
    flush();
  },
  child: (fields) => over(writer, { ...kept, ...fields }, flush),
});

/** What waits for a full disk to have room again; what goes beyond is dropped. */
const KEPT_MEANWHILE = 1_048_576;

/** What goes well may wait a moment; whoever ends has it written first. */
function standardOutput(): Batch {
  const output = destination({ dest: process.stdout.fd, sync: true, maxLength: KEPT_MEANWHILE });
  // A log that cannot be written must not end who writes it: cases are read and recorded without it.
  output.on('error', () => undefined);
  const batch = new Batch(output);
  process.once('exit', () => batch.flush());
  return batch;
}

export function createLogger({ process: name, level, to }: LoggerOptions): Logger {
  const options = {
    level,
    base: { process: name, pid: process.pid },
    messageKey: 'message',
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  if (to !== undefined) return over(pino(options, to), {}, () => undefined);
  const output = standardOutput();
  return over(pino(options, output), {}, () => output.flush());
}
