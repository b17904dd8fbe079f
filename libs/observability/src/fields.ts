/**
 * The only fields a log line may carry: ids, codes, counts and durations. A field that is not here is dropped, so a
 * name, an address or a sentence about a person cannot reach a log by being passed along.
 */
export const LOGGED_FIELDS = [
  'actor',
  'activity',
  'attempt',
  'caseId',
  'code',
  'count',
  'deliveryId',
  'difference',
  'durationMs',
  'err',
  'host',
  'instant',
  'jobId',
  'latenessMs',
  'method',
  'permission',
  'personId',
  'pid',
  'port',
  'process',
  'queue',
  'requestId',
  'route',
  'rule',
  'signal',
  'stage',
  'status',
  'step',
  'task',
  'tenantId',
  'version',
  'workflowId',
  'workflowType',
] as const;

const allowed: ReadonlySet<string> = new Set(LOGGED_FIELDS);

/** What is left of an error: its kind, its code and where it was thrown. Its message may quote what a person wrote. */
export function errorForLog(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  const frames = framesOf(error)
    .split('\n')
    .filter((line) => FRAME.test(line));
  const code: unknown = 'code' in error ? error.code : undefined;
  return {
    name: error.name,
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    at: frames.slice(0, 8).map((line) => line.trim()),
  };
}

/** With its place in a file, or one of those that have none: a line of somebody's words may begin with “at” too. */
const FRAME = /^\s+at .*(?::\d+:\d+\)?|\(<anonymous>\)|\(native\)|\(index \d+\))$/;

/** What stands behind the message, which the stack repeats. */
function framesOf({ stack = '', message }: Error): string {
  const begins = stack.indexOf(message);
  return begins < 0 ? stack : stack.slice(begins + message.length);
}

const PLAIN: ReadonlySet<string> = new Set(['string', 'number', 'boolean']);
const plain = (value: unknown): boolean => value === null || PLAIN.has(typeof value);

export function allowListed(fields: Record<string, unknown>): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (name === 'err') kept[name] = errorForLog(value);
    else if (allowed.has(name) && plain(value)) kept[name] = value;
  }
  return kept;
}
