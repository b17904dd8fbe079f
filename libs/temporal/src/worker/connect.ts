import { NativeConnection } from '@temporalio/worker';

/** The worker's own connection. It rejects when the server is not there; once up it reconnects by itself. */
export const connectWorker = (address: string): Promise<NativeConnection> =>
  NativeConnection.connect({ address });
