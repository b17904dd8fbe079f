import { Client, Connection } from '@temporalio/client';
import type { TemporalSettings } from './settings.ts';

export interface ConnectedClient {
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

/** Connects, or rejects within seconds when nothing answers; afterwards the channel reconnects by itself. */
export async function connectClient({ address, namespace }: TemporalSettings): Promise<ConnectedClient> {
  const connection = await Connection.connect({
    address,
    connectTimeout: CONNECT_WITHIN_MS,
    channelArgs: RECONNECT,
  });
  return {
    connection,
    client: new Client({ connection, namespace }),
    close: () => connection.close(),
  };
}
