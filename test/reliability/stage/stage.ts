import { establishLayers } from '@trustward/casework';
import { signIn } from '../../process/harness/browser.ts';
import type { Browser } from '../../process/harness/browser.ts';
import { startMailServer } from '../../process/harness/mail-server.ts';
import type { MailServer } from '../../process/harness/mail-server.ts';
import { startProcessWorld } from '../../process/harness/process-world.ts';
import type { ProcessWorld } from '../../process/harness/process-world.ts';
import type { ProductEnvironment, ProductProcess } from '../../process/harness/product-process.ts';
import { until } from '../../process/harness/until.ts';
import type { Process, WireName } from '../schedule.ts';
import { wholeCast } from './cast.ts';
import type { Cast } from './cast.ts';
import { drivableLayers } from './procedures.ts';
import type { Onlooker } from './passing.ts';
import { httpReader } from './reading/http.ts';
import { mailReader } from './reading/mail.ts';
import { postgresReader } from './reading/postgres.ts';
import type { Reader } from './reading/reader.ts';
import { temporalReader } from './reading/temporal.ts';
import { Wire } from './wire.ts';

/** The whole product as processes, every connection between them over a wire that can be cut. */
export interface Stage {
  readonly world: ProcessWorld;
  readonly mail: MailServer;
  readonly cast: Cast;
  readonly wires: Readonly<Record<WireName, Wire>>;
  /** Has somebody look at whatever passes on the wires from now on, until the answer is called. */
  watch(onlooker: Onlooker): () => void;
  /** Everybody of the cast, signed in; a session outlives every process. */
  browserOf(personId: string): Browser;
  kill(which: Process): Promise<void>;
  start(which: Process): Promise<void>;
  /** What API and worker have said. */
  said(): string;
  end(): Promise<void>;
}

export async function raiseStage(): Promise<Stage> {
  const world = await startProcessWorld('reliability');
  const mail = await startMailServer();
  const { trust } = world;
  await world.database.owner.run({ tenantId: trust.id, actor: 'test' }, (tx) =>
    establishLayers(tx, drivableLayers()),
  );
  const cast = await wholeCast(world);
  const onlookers = new Set<Onlooker>();
  const wires = await layWires(world, mail, (passing) => {
    const holds = [...onlookers].flatMap((each) => each(passing) ?? []);
    return holds.length === 0 ? null : Promise.all(holds);
  });
  const product = new Product(world, wires);
  await Promise.all([product.start('api'), product.start('worker')]);
  await product.isReady();
  const url = `http://127.0.0.1:${wires['person-api'].port}`;
  const browsers = new Map<string, Browser>();
  for (const { who } of cast) browsers.set(who.id, await signIn({ url }, who));
  return {
    ...{ world, mail, cast, wires },
    watch: (onlooker) => {
      onlookers.add(onlooker);
      return () => void onlookers.delete(onlooker);
    },
    browserOf: (personId) => {
      const browser = browsers.get(personId);
      if (browser === undefined) throw new Error('Nobody of the cast is called so.');
      return browser;
    },
    kill: (which) => product.kill(which),
    start: (which) => product.start(which),
    said: () => product.said(),
    end: async () => {
      await world.end();
      await mail.end();
      await Promise.all(Object.values(wires).map((wire) => wire.end()));
    },
  };
}

async function layWires(
  { environment }: ProcessWorld,
  mail: MailServer,
  watching: Onlooker,
): Promise<Stage['wires']> {
  const postgres = Number(new URL(environment['TRUSTWARD_DATABASE_API_URL'] ?? '').port);
  const temporal = Number(environment['TRUSTWARD_TEMPORAL_ADDRESS']?.split(':')[1]);
  const wire = (name: WireName, to: number, reader: () => Reader): Promise<Wire> =>
    Wire.to(to, { reader, onlooker: (said, moment) => watching({ wire: name, said, moment }) });
  return {
    'person-api': await wire('person-api', 0, httpReader),
    'api-postgres': await wire('api-postgres', postgres, postgresReader),
    'worker-postgres': await wire('worker-postgres', postgres, postgresReader),
    'api-temporal': await wire('api-temporal', temporal, temporalReader),
    'worker-temporal': await wire('worker-temporal', temporal, temporalReader),
    'worker-mail': await wire('worker-mail', mail.port, mailReader),
  };
}

/** The processes as they are now, each of which may be killed and started again. */
class Product {
  readonly #world: ProcessWorld;
  readonly #wires: Stage['wires'];
  readonly #all: ProductProcess[] = [];
  #api: ProductProcess | null = null;
  #worker: ReturnType<ProcessWorld['worker']> | null = null;

  constructor(world: ProcessWorld, wires: Stage['wires']) {
    this.#world = world;
    this.#wires = wires;
  }

  async kill(which: Process): Promise<void> {
    if (which === 'api') await this.#api?.kill();
    if (which === 'worker') await this.#worker?.kill();
    if (which === 'temporal') await this.#world.killTemporal();
    if (which === 'postgres') await this.#world.killPostgres();
  }

  async start(which: Process): Promise<void> {
    if (which === 'api') await this.#startApi();
    if (which === 'worker') this.#startWorker();
    if (which === 'temporal') await this.#world.startTemporal();
    if (which === 'postgres') await this.#world.startPostgres();
  }

  async isReady(): Promise<void> {
    await Promise.all([this.#worker?.isUp('queues'), this.#worker?.isUp('relay')]);
  }

  said(): string {
    return this.#all.map((each) => each.output()).join('');
  }

  async #startApi(): Promise<void> {
    const api = await this.#world.api({
      ...this.#overWires('api'),
      TRUSTWARD_LOG_LEVEL: 'warn',
    });
    this.#wires['person-api'].lead(Number(new URL(api.url).port));
    this.#api = api;
    this.#all.push(api);
  }

  #startWorker(): void {
    const mailAt = this.#wires['worker-mail'].port;
    this.#worker = this.#world.worker({
      ...this.#overWires('worker'),
      TRUSTWARD_SMTP_URL: `smtp://127.0.0.1:${mailAt}`,
    });
    this.#all.push(this.#worker);
  }

  #overWires(who: 'api' | 'worker'): ProductEnvironment {
    const name = who === 'api' ? 'TRUSTWARD_DATABASE_API_URL' : 'TRUSTWARD_DATABASE_WORKER_URL';
    const url = new URL(this.#world.environment[name] ?? '');
    url.port = String(this.#wires[`${who}-postgres`].port);
    return {
      [name]: url.href,
      TRUSTWARD_TEMPORAL_ADDRESS: `127.0.0.1:${this.#wires[`${who}-temporal`].port}`,
    };
  }
}

/** Until what was done comes through again: whoever asks during a fault asks again after it. */
export const answered = <T>(what: string, ask: () => Promise<T>, within = 60_000): Promise<T> =>
  until(
    what,
    () => ask().catch(() => null),
    (answer) => answer !== null,
    within,
  ) as Promise<T>;
