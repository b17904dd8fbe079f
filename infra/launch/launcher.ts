import { rmSync } from 'node:fs';
import { startPostgres } from '../postgres/server.ts';
import { locateTemporal } from '../temporal/locate.ts';
import type { LocatedTemporal } from '../temporal/locate.ts';
import { startTemporal } from '../temporal/server.ts';
import { choosePorts } from './addresses.ts';
import type { Ports } from './addresses.ts';
import { box } from './box.ts';
import type { DemoPerson } from './box.ts';
import { build, isBuilt } from './building.ts';
import { cacheFolder } from './cache.ts';
import { claim, markStopping, stoppingMark } from './claim.ts';
import { runNode } from './commands.ts';
import { checkFolder, DataFolder, freeMb, openFolder, ROOM_TO_GO_ON_MB, writeWhole } from './data-folder.ts';
import { forApi, forCli, forWorker, publicUrl, wholeEnvironment } from './environment.ts';
import type { Facts } from './environment.ts';
import { checkGiven } from './given.ts';
import type { Lock } from './lock.ts';
import { startNode } from './node-process.ts';
import type { Options } from './options.ts';
import { beganAt, outside } from './outside.ts';
import { isTaken } from './ports.ts';
import { programIn } from './programs.ts';
import { portTaken, untilReady } from './readiness.ts';
import { endLeftovers } from './records.ts';
import { Breakdown, Refusal } from './refusal.ts';
import { line, Stages } from './say.ts';
import { Supervised } from './supervised.ts';
import type { Job } from './supervised.ts';

/** Those that every start has: building, bringing the database up to date, starting the processes. */
const ALWAYS = 3;

/** Starts everything in order, keeps it running, stops it in the opposite order. */
export class Launcher {
  readonly #root: string;
  readonly #options: Options;
  readonly #folder: DataFolder;
  readonly #stages: Stages;
  readonly #children: Supervised[] = [];
  #lock: Lock | undefined;
  #stopping: Promise<void> | undefined;

  constructor(root: string, options: Options) {
    this.#root = root;
    this.#options = options;
    this.#folder = new DataFolder(options.dataFolder);
    const ownPostgres = outside('TRUSTWARD_DATABASE_URL') ? 0 : 1;
    const ownTemporal = outside('TRUSTWARD_TEMPORAL_ADDRESS') ? 0 : 2;
    this.#stages = new Stages(ALWAYS + ownPostgres + ownTemporal + (options.demo ? 1 : 0));
  }

  async start(): Promise<void> {
    const began = beganAt();
    await this.#look();
    const temporal = await this.#locateTemporal();
    openFolder(this.#folder, this.#options.fresh);
    await this.#build();
    const ports = await choosePorts(this.#folder);
    const ownerUrl = await this.#startPostgres(ports);
    const temporalAddress = await this.#startTemporal(temporal, ports);
    const facts: Facts = {
      ...{ root: this.#root, options: this.#options, folder: this.#folder },
      ...{ ports, ownerUrl, temporalAddress },
    };
    await this.#migrate(facts);
    const people = await this.#loadDemo(facts);
    await this.#startProcesses(facts);
    line('');
    line(
      box({
        address: publicUrl(this.#options),
        people,
        dataFolder: this.#folder.path,
        logs: this.#folder.at('logs'),
        temporalUi: this.#options.temporalUi && temporal ? `http://127.0.0.1:${ports.temporalUi}` : undefined,
        mails: (outside('TRUSTWARD_SMTP_URL') ?? outside('TRUSTWARD_NOTIFY_EMAIL_TEMPLATE')) !== undefined,
        tookMs: Date.now() - began,
      }),
    );
  }

  /** Stops all of it; whoever asks twice waits for the same end. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stopAll();
    return this.#stopping;
  }

  get isStopping(): boolean {
    return this.#stopping !== undefined;
  }

  /** Starts API and worker anew after a rebuild. */
  async reload(): Promise<void> {
    const names = ['api', 'worker'];
    await Promise.all(
      this.#children.filter((child) => names.includes(child.name)).map((child) => child.restart()),
    );
  }

  /** The folder is looked at before anything is written into it, and the port before minutes are spent. */
  async #look(): Promise<void> {
    const folder = this.#folder;
    checkFolder(folder, this.#options.fresh);
    this.#lock = await claim(folder);
    rmSync(stoppingMark(folder), { force: true });
    const left = await endLeftovers(folder);
    if (left > 0) {
      line(`Ended ${left} process${left === 1 ? '' : 'es'} that a killed start had left running.`);
    }
    const { port, host } = this.#options;
    if (await isTaken(port, host).catch((error: unknown) => refuseHost(host, error))) {
      throw new Refusal(await portTaken(this.#options));
    }
    await checkGiven();
  }

  #build(): Promise<void> {
    const built = isBuilt(this.#root, 'all');
    return this.#stages.run('Building', () => build(this.#root, 'all'), {
      about: built ? undefined : 'about half a minute, only what changed',
      outcome: () => (built ? 'nothing changed' : 'done'),
    });
  }

  async #locateTemporal(): Promise<LocatedTemporal | undefined> {
    if (outside('TRUSTWARD_TEMPORAL_ADDRESS')) return undefined;
    const cache = cacheFolder(this.#folder.path);
    return this.#stages.run('Finding the Temporal server', (say) => locateTemporal({ cache, say }), {
      outcome: ({ from, program }) => (from === 'source' ? 'built from source' : `${from}, ${program}`),
    });
  }

  async #startPostgres(ports: Ports): Promise<string> {
    const given = outside('TRUSTWARD_DATABASE_URL');
    if (given) return given;
    const options = {
      dir: this.#folder.postgres,
      port: ports.postgres,
      logFile: this.#folder.log('postgres'),
    };
    let ownerUrl = '';
    const start = async () => {
      const running = await startPostgres(options);
      ownerUrl = running.ownerUrl;
      return running;
    };
    await this.#stages.run(
      'PostgreSQL',
      () => this.#supervise({ name: 'postgres', title: 'PostgreSQL', start }),
      {
        outcome: () => `127.0.0.1:${ports.postgres}`,
      },
    );
    return ownerUrl;
  }

  async #startTemporal(located: LocatedTemporal | undefined, ports: Ports): Promise<string> {
    const given = outside('TRUSTWARD_TEMPORAL_ADDRESS');
    if (given || !located) return given ?? '';
    const options = {
      dbFile: this.#folder.temporal,
      port: ports.temporal,
      logFile: this.#folder.log('temporal'),
      program: located.program,
      ...(this.#options.temporalUi && { uiPort: ports.temporalUi }),
    };
    const start = () => startTemporal(options);
    const address = `127.0.0.1:${ports.temporal}`;
    await this.#stages.run(
      'Temporal',
      () => this.#supervise({ name: 'temporal', title: 'Temporal', start }),
      {
        outcome: () => address,
      },
    );
    return address;
  }

  #migrate(facts: Facts): Promise<void> {
    writeWhole(this.#folder.environment, `${JSON.stringify(wholeEnvironment(facts), null, 2)}\n`);
    return this.#stages.run(
      'Bringing the database up to date',
      async () => void (await this.#cli(facts, ['migrate'])),
    );
  }

  async #loadDemo(facts: Facts): Promise<DemoPerson[]> {
    if (!this.#options.demo) return [];
    return this.#stages.run('Loading the demo trusts', async () => {
      await this.#cli(facts, ['demo', 'load']);
      return JSON.parse(await this.#cli(facts, ['demo', 'people', '--json'])) as DemoPerson[];
    });
  }

  /** Its answer may hold sign-ins and goes to the caller alone; the log gets the talk. */
  async #cli(facts: Facts, args: string[]): Promise<string> {
    const main = programIn(this.#root, 'cli');
    const logFile = this.#folder.log('cli');
    const { code, stdout, stderr } = await runNode([main, ...args], {
      cwd: this.#root,
      env: forCli(facts),
      logFile,
    });
    if (code === 0) return stdout;
    const said = stderr.trim().split('\n');
    if (code === 3 && said.length === 1 && said[0]) throw new Breakdown(said[0]);
    throw new Breakdown(
      `\`cli ${args.join(' ')}\` failed (${said.at(-1) ?? ''}): the whole story is in ${logFile}.`,
    );
  }

  async #startProcesses(facts: Facts): Promise<void> {
    const node = (name: 'api' | 'worker', title: string, env: NodeJS.ProcessEnv): Job => {
      const main = programIn(this.#root, name);
      return { name, title, start: async () => startNode(main, this.#root, env, this.#folder.log(name)) };
    };
    await this.#stages.run('API, portal and worker', async () => {
      await this.#supervise(node('worker', 'The worker', forWorker(facts)));
      await this.#supervise(node('api', 'The API', forApi(facts)));
      await untilReady(this.#options, this.#folder, this.#children, facts.ports.apiMetrics);
    });
  }

  async #supervise(job: Job): Promise<void> {
    if (this.#stopping) throw new Refusal('Stopped before it was ready.');
    const child = new Supervised(job, this.#folder);
    this.#children.push(child);
    await child.start();
  }

  /** Those that use the database and Temporal go first, so that neither is missed. */
  async #stopAll(): Promise<void> {
    if (!this.#lock) return;
    markStopping(this.#folder);
    const users = ['api', 'worker'];
    await Promise.all(this.#children.filter(({ name }) => users.includes(name)).map((child) => child.stop()));
    await Promise.all(this.#children.map((child) => child.stop()));
    rmSync(stoppingMark(this.#folder), { force: true });
    this.#lock.release();
  }

  /** What stood behind a failure, when it was the disk. */
  explain(error: unknown): unknown {
    if (error instanceof Refusal && !(error instanceof Breakdown)) return error;
    const full = freeMb(this.#folder.path) < ROOM_TO_GO_ON_MB ? this.#folder.path : fullDisk(error);
    if (full === undefined) return error;
    return new Refusal(`The disk of ${full} is full: free some space and run this again.`);
  }
}

/** Programs and builds lie on other disks than the data; the system's own words name the place. */
function fullDisk(error: unknown): string | undefined {
  const said = error instanceof Error ? error.message : String(error);
  if (!/ENOSPC|no space left on device/i.test(said)) return undefined;
  return /(\/[^\s':]+)/.exec(said)?.[1] ?? 'this machine';
}

function refuseHost(host: string, error: unknown): never {
  const why = error instanceof Error ? error.message : String(error);
  throw new Refusal(
    `Nothing can listen on ${host} (${why}): give an address of this machine with --host, or another --port.`,
  );
}
