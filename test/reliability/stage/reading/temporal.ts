import { connect } from 'node:http2';
import { Duplex } from 'node:stream';
import { Frames } from './frames.ts';
import type { Reader } from './reader.ts';

const SERVICE = '/temporal.api.workflowservice.v1.WorkflowService/';
const HEALTH = '/grpc.health.v1.Health/Check';

/** What changes something at Temporal. */
const CALLS = [
  'SignalWithStartWorkflowExecution',
  'StartWorkflowExecution',
  'SignalWorkflowExecution',
  'TerminateWorkflowExecution',
  'RespondWorkflowTaskCompleted',
  'RespondWorkflowTaskFailed',
  'RespondActivityTaskCompleted',
  'RespondActivityTaskFailed',
  'RecordActivityTaskHeartbeat',
  'RegisterNamespace',
  'CreateSchedule',
  'UpdateSchedule',
  'DeleteSchedule',
] as const;

/** What only asks. */
const QUESTIONS = [
  'PollWorkflowTaskQueue',
  'PollActivityTaskQueue',
  'PollNexusTaskQueue',
  'GetSystemInfo',
  'GetClusterInfo',
  'GetWorkflowExecutionHistory',
  'DescribeNamespace',
  'DescribeSchedule',
  'DescribeTaskQueue',
  'DescribeWorkflowExecution',
  'ListWorkflowExecutions',
  'ShutdownWorker',
  'RecordWorkerHeartbeat',
] as const;

/** What is none of these has to be put among them. */
const UNKNOWN = 'a call of which nothing is known here';

const PREFACE = 24;
const HEAD = 9;
const DATA = 0;
const HEADERS = 1;

/** The calls that change something, when they are made and when their answer begins. */
export function temporalReader(): Reader {
  let isGreeted = false;
  const asked = new Frames((bytes, at) => {
    if (isGreeted) return frameLength(bytes, at);
    if (bytes.length < PREFACE) return null;
    isGreeted = true;
    return PREFACE;
  });
  const answers = new Frames(frameLength);
  const underWay = new Map<number, string>();
  return {
    forth: (bytes) =>
      asked.in(bytes).flatMap((frame) => {
        if (frame[3] !== HEADERS || isPreface(frame)) return [];
        const name = nameIn(frame);
        if (name !== UNKNOWN && !isChange(name)) return [];
        underWay.set(streamOf(frame), name);
        return [name];
      }),
    back: (bytes) =>
      answers.in(bytes).flatMap((frame) => {
        const name = frame[3] === HEADERS || frame[3] === DATA ? underWay.get(streamOf(frame)) : undefined;
        if (name === undefined) return [];
        underWay.delete(streamOf(frame));
        return [name];
      }),
  };
}

const isPreface = (frame: Buffer): boolean => frame.toString('latin1', 0, 3) === 'PRI';

const frameLength = (bytes: Buffer, at: number): number | null =>
  bytes.length - at < HEAD ? null : HEAD + bytes.readUIntBE(at, 3);

const streamOf = (frame: Buffer): number => frame.readUInt32BE(5) & 0x7fff_ffff;

const isChange = (name: string): boolean => (CALLS as readonly string[]).includes(name);

const nameIn = (headers: Buffer): string =>
  PATHS.find(({ bytes }) => headers.includes(bytes))?.name ?? UNKNOWN;

interface Path {
  readonly name: string;
  readonly path: string;
}

/** Written by Node's own HTTP/2, which is asked for each path and heard out. */
async function written(paths: readonly Path[]): Promise<readonly { name: string; bytes: Buffer }[]> {
  const heard: Buffer[] = [];
  const line = new Duplex({
    read: () => undefined,
    write: (bytes: Buffer, _encoding, done) => {
      heard.push(bytes);
      done();
    },
  });
  const session = connect('http://localhost', { createConnection: () => line });
  session.on('error', () => undefined);
  for (const { path } of paths) session.request({ ':path': path }).on('error', () => undefined);
  const frames = new Frames(frameLength);
  const found: Buffer[] = [];
  while (found.length < paths.length) {
    await new Promise((resolve) => setTimeout(resolve, 1));
    const bytes = Buffer.concat(heard.splice(0));
    const from = bytes.toString('latin1', 0, 3) === 'PRI' ? PREFACE : 0;
    found.push(...frames.in(bytes.subarray(from)).filter((frame) => frame[3] === HEADERS));
  }
  session.destroy();
  return paths.map(({ name }, index) => ({ name, bytes: pathIn(found[index] ?? Buffer.alloc(0)) }));
}

/** Without indexing, under the fourth of the names that HPACK knows: its length, then itself. */
const PATH_FIELD = 0x04;

function pathIn(headers: Buffer): Buffer {
  const at = headers.indexOf(PATH_FIELD, HEAD) + 1;
  return headers.subarray(at, at + 1 + ((headers[at] ?? 0) & 0x7f));
}

/** The path of each call as HPACK writes it: both of the clients write paths out, each time anew. */
const PATHS = await written([
  ...[...CALLS, ...QUESTIONS].map((name) => ({ name, path: `${SERVICE}${name}` })),
  { name: 'Check', path: HEALTH },
]);
