import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { freePort } from '../launch/ports.ts';
import { FAIR } from './fair.ts';
import { MAIN, PLUGIN, prepareDatabases, ROLE, VISIBILITY } from './databases.ts';
import { locateServer } from './locate.ts';
import { run } from './run.ts';
import type { RunningTemporal } from './run.ts';

export { dropDatabases } from './databases.ts';

const HOST = '127.0.0.1';
/** Fixed when the databases are made. */
const SHARDS = 4;

export interface TemporalOnPostgresOptions {
  /** The owner of Trustward's database, who may make a role and databases beside it. */
  readonly ownerUrl: string;
  /** Holds the server's settings and log; made when it is not there. */
  readonly dir: string;
  /** A free one is chosen when none is given. */
  readonly port?: number;
}

/**
 * Starts the same server as `startTemporal` on the loopback, over databases of its own in Trustward's PostgreSQL. It
 * comes without a namespace.
 */
export async function startTemporalOnPostgres({
  ownerUrl,
  dir,
  port: given,
}: TemporalOnPostgresOptions): Promise<RunningTemporal> {
  const { server, sqlTool } = await locateServer();
  const password = await prepareDatabases(ownerUrl, sqlTool);
  const port = given ?? (await freePort());
  const file = (name: string) => path.join(path.resolve(dir), name);
  await mkdir(dir, { recursive: true });
  await write(file('dynamic.json'), DYNAMIC);
  const facts = { postgres: new URL(ownerUrl).host, password, dynamicFile: file('dynamic.json') };
  await write(file('server.json'), settingsOf(facts, port, await services(port)));
  return run({
    program: server,
    args: ['--config-file', file('server.json'), '--allow-no-auth', 'start'],
    port,
    logFile: file('server.log'),
    saysReady: /"Frontend is now healthy"/,
  });
}

/** The server reads YAML, of which JSON is a part; a password stands in it. */
const write = (file: string, settings: object): Promise<void> =>
  writeFile(file, JSON.stringify(settings, null, 2), { mode: 0o600 });

const DYNAMIC = Object.fromEntries(Object.entries(FAIR).map(([key, value]) => [key, [{ value }]]));

async function services(frontend: number): Promise<object> {
  const service = async (grpcPort?: number) => ({
    rpc: { grpcPort: grpcPort ?? (await freePort()), membershipPort: await freePort(), bindOnIP: HOST },
  });
  return {
    frontend: await service(frontend),
    history: await service(),
    matching: await service(),
    worker: await service(),
  };
}

interface Facts {
  readonly postgres: string;
  readonly password: string;
  readonly dynamicFile: string;
}

function settingsOf({ postgres, password, dynamicFile }: Facts, port: number, services: object): object {
  const store = (databaseName: string, maxConns: number) => ({
    sql: {
      ...{ pluginName: PLUGIN, databaseName, user: ROLE, password },
      ...{ connectAddr: postgres, connectProtocol: 'tcp', maxConns, maxIdleConns: maxConns },
    },
  });
  return {
    log: { stdout: true, level: 'info' },
    persistence: {
      ...{ defaultStore: 'main', visibilityStore: 'visibility', numHistoryShards: SHARDS },
      datastores: { main: store(MAIN, 10), visibility: store(VISIBILITY, 2) },
    },
    global: { membership: { maxJoinDuration: '30s', broadcastAddress: HOST } },
    services,
    clusterMetadata: {
      ...{ enableGlobalNamespace: false, failoverVersionIncrement: 10 },
      ...{ masterClusterName: 'active', currentClusterName: 'active' },
      clusterInformation: {
        active: { enabled: true, initialFailoverVersion: 1, rpcAddress: `${HOST}:${port}` },
      },
    },
    dynamicConfigClient: { filepath: dynamicFile, pollInterval: '10s' },
  };
}
