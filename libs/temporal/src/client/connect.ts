import { Client, Connection } from '@temporalio/client';
import { carriesTrace } from '../tracing/carried.ts';
import type { TemporalSettings } from './settings.ts';

export interface TemporalClient {
  readonly client: Client;
  readonly connection: Connection;
  close(): Promise<void>;
}

/** gRPC's own waits grow to two minutes; a safeguarding clock should not wait that long for a restarted server. */
const RECONNECT = {
  'grpc.initial_reconnect_backoff_ms': 100,
  'grpc.min_reconnect_backoff_ms': 100,
  'grpc.max_reconnect_backoff_ms': 1_000,
} as const;

const CONNECT_WITHIN_MS = 3_000;

/** A client whether or not the server is there; each call connects, and reconnects, by itself. */
export function openClient({ address, namespace }: TemporalSettings): TemporalClient {
  const connection = Connection.lazy({ address, connectTimeout: CONNECT_WITHIN_MS, channelArgs: RECONNECT });
  const client = new Client({ connection, namespace, interceptors: { workflow: [carriesTrace] } });
  return { connection, client, close: () => connection.close() };
}

/** As openClient, but rejects within seconds when nothing answers. */
export async function connectClient(settings: TemporalSettings): Promise<TemporalClient> {
  const opened = openClient(settings);
  try {
    await opened.connection.ensureConnected();
    return opened;
  } catch (unreachable: unknown) {
    await opened.close();
    throw unreachable;
  }
}
