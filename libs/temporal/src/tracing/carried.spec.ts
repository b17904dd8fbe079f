import { defaultPayloadConverter, type Headers } from '@temporalio/common';
import { TRACE_HEADER } from '@trustward/contracts/temporal';
import { following, startTracing } from '@trustward/observability';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { carriesTrace } from './carried.ts';

const TRACE = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

type Call = (input: { headers: Headers }, next: (input: { headers: Headers }) => Promise<unknown>) => unknown;

let stopTracing = () => Promise.resolve();
beforeAll(async () => {
  // Nobody listens there: what is traced here is sent to nobody.
  stopTracing = await startTracing({ process: 'test', url: 'http://127.0.0.1:9/' });
});
afterAll(() => stopTracing());

describe('what a process asks of a workflow', () => {
  it.each(['startWithDetails', 'signalWithStart', 'signal'] as const)(
    '3.18 says where the trace had got to, by %s',
    async (way) => {
      let said: unknown;
      await following(TRACE, () =>
        (carriesTrace[way] as Call | undefined)?.({ headers: {} }, ({ headers }) => {
          const { [TRACE_HEADER]: trace } = headers;
          said = trace === undefined ? null : defaultPayloadConverter.fromPayload(trace);
          return Promise.resolve();
        }),
      );
      expect(said).toBe(TRACE);
    },
  );
});
