import path from 'node:path';
import { asRole, runtimePasswords } from './addresses.ts';
import type { Ports } from './addresses.ts';
import { compiledIn } from './compiled.ts';
import type { DataFolder } from './data-folder.ts';
import type { Options } from './options.ts';
import { outside } from './outside.ts';

export interface Facts {
  readonly root: string;
  readonly options: Options;
  readonly folder: DataFolder;
  readonly ports: Ports;
  readonly ownerUrl: string;
  readonly temporalAddress: string;
}

export type Environment = Record<string, string>;

/** What a person types: a name for the loopback, or the address that was asked for. */
export function publicUrl({ host, port }: Options): string {
  return outside('TRUSTWARD_PUBLIC_URL') ?? `http://${isAnyAddress(host) ? '127.0.0.1' : host}:${port}`;
}

export function isAnyAddress(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}

/** Everything the processes are told; what each must not know is taken away by `forApi` and `forWorker`. */
export function wholeEnvironment(facts: Facts): Environment {
  const { root, options, folder, ownerUrl } = facts;
  const passwords = runtimePasswords(folder);
  return {
    TRUSTWARD_DATABASE_URL: ownerUrl,
    TRUSTWARD_DATABASE_API_URL:
      outside('TRUSTWARD_DATABASE_API_URL') ?? asRole(ownerUrl, 'trustward_api', passwords.api),
    TRUSTWARD_DATABASE_WORKER_URL:
      outside('TRUSTWARD_DATABASE_WORKER_URL') ?? asRole(ownerUrl, 'trustward_worker', passwords.worker),
    TRUSTWARD_TEMPORAL_ADDRESS: facts.temporalAddress,
    TRUSTWARD_TEMPORAL_NAMESPACE: outside('TRUSTWARD_TEMPORAL_NAMESPACE') ?? 'trustward',
    TRUSTWARD_PUBLIC_URL: publicUrl(options),
    TRUSTWARD_HOST: options.host,
    TRUSTWARD_PORT: String(options.port),
    TRUSTWARD_PORTAL_DIR: path.join(root, 'apps/portal/dist/browser'),
    TRUSTWARD_WORKFLOW_BUNDLE: path.join(root, 'workflows/dist/bundle.js'),
    TRUSTWARD_DATA_DIR: folder.path,
    TRUSTWARD_KEY_FILE: outside('TRUSTWARD_KEY_FILE') ?? folder.keyFile,
    TRUSTWARD_AUDIT_KEY_FILE: outside('TRUSTWARD_AUDIT_KEY_FILE') ?? folder.auditKeyFile,
    TRUSTWARD_AUDIT_HEADS: outside('TRUSTWARD_AUDIT_HEADS') ?? folder.at('audit-heads'),
    TRUSTWARD_DEMO: options.demo ? 'on' : 'off',
  };
}

export function forCli(facts: Facts): NodeJS.ProcessEnv {
  return { ...process.env, ...compiledIn(facts.root), ...wholeEnvironment(facts) };
}

export function forApi(facts: Facts): NodeJS.ProcessEnv {
  const metrics = { TRUSTWARD_METRICS_PORT: String(facts.ports.apiMetrics) };
  return without(
    facts,
    metrics,
    'TRUSTWARD_DATABASE_URL',
    'TRUSTWARD_DATABASE_WORKER_URL',
    'TRUSTWARD_SMTP_URL',
    'TRUSTWARD_NOTIFY_API_KEY',
  );
}

export function forWorker(facts: Facts): NodeJS.ProcessEnv {
  const metrics = { TRUSTWARD_METRICS_PORT: String(facts.ports.workerMetrics) };
  return without(
    facts,
    metrics,
    'TRUSTWARD_DATABASE_URL',
    'TRUSTWARD_DATABASE_API_URL',
    'TRUSTWARD_NOTIFY_CALLBACK_TOKEN',
  );
}

function without(facts: Facts, more: Environment, ...hidden: string[]): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...forCli(facts), NODE_ENV: 'production', ...more };
  return Object.fromEntries(Object.entries(env).filter(([name]) => !hidden.includes(name)));
}
