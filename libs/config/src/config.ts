import { ConfigError, needed, optional } from './read.ts';
import type { Environment } from './read.ts';

/** What a process may ask for. It names the sections it needs and gets no others. */
const sections = {
  ownerDatabase: (env: Environment) => ({ url: needed(env, 'TRUSTWARD_DATABASE_URL') }),
  apiDatabase: (env: Environment) => ({
    url: needed(env, 'TRUSTWARD_DATABASE_API_URL'),
    poolSize: needed(env, 'TRUSTWARD_DATABASE_POOL'),
  }),
  workerDatabase: (env: Environment) => ({
    url: needed(env, 'TRUSTWARD_DATABASE_WORKER_URL'),
    poolSize: needed(env, 'TRUSTWARD_DATABASE_POOL'),
  }),
  /** The addresses from which `migrate` takes the passwords of the two runtime roles; absent, it leaves them. */
  runtimeLogins: (env: Environment) => ({
    apiUrl: optional(env, 'TRUSTWARD_DATABASE_API_URL') ?? null,
    workerUrl: optional(env, 'TRUSTWARD_DATABASE_WORKER_URL') ?? null,
  }),
  temporal: (env: Environment) => ({
    address: needed(env, 'TRUSTWARD_TEMPORAL_ADDRESS'),
    namespace: needed(env, 'TRUSTWARD_TEMPORAL_NAMESPACE'),
  }),
  http: (env: Environment) => ({
    publicUrl: needed(env, 'TRUSTWARD_PUBLIC_URL'),
    host: needed(env, 'TRUSTWARD_HOST'),
    port: needed(env, 'TRUSTWARD_PORT'),
    portalDir: needed(env, 'TRUSTWARD_PORTAL_DIR'),
    trustedProxies: optional(env, 'TRUSTWARD_TRUSTED_PROXIES') ?? [],
  }),
  /** Absent without a mail server. */
  mail: (env: Environment) => ({
    smtpUrl: optional(env, 'TRUSTWARD_SMTP_URL') ?? null,
    from: needed(env, 'TRUSTWARD_MAIL_FROM'),
    publicUrl: needed(env, 'TRUSTWARD_PUBLIC_URL'),
  }),
  /** Absent without a domain for it. */
  returns: (env: Environment) => ({
    domain: optional(env, 'TRUSTWARD_RETURNS_DOMAIN') ?? null,
    address: needed(env, 'TRUSTWARD_RETURNS_ADDRESS'),
  }),
  /** Absent without a key; what has no template of its own goes by other ways. */
  notify: (env: Environment) => ({
    apiKey: optional(env, 'TRUSTWARD_NOTIFY_API_KEY') ?? null,
    url: needed(env, 'TRUSTWARD_NOTIFY_URL'),
    emailTemplate: optional(env, 'TRUSTWARD_NOTIFY_EMAIL_TEMPLATE') ?? null,
    textTemplate: optional(env, 'TRUSTWARD_NOTIFY_TEXT_TEMPLATE') ?? null,
  }),
  /** With what word GOV.UK Notify shows that a callback is its own; without one, none is taken. */
  callbacks: (env: Environment) => ({ token: optional(env, 'TRUSTWARD_NOTIFY_CALLBACK_TOKEN') ?? null }),
  /** Whether issuers on this machine are asked; never where real trusts are. */
  signOn: (env: Environment) => ({ loopback: needed(env, 'TRUSTWARD_SIGN_ON_LOOPBACK') }),
  /** Absent, nothing is traced. */
  traces: (env: Environment) => ({ url: optional(env, 'TRUSTWARD_TRACES_URL') ?? null }),
  metrics: (env: Environment) => ({ port: needed(env, 'TRUSTWARD_METRICS_PORT') }),
  /** What wraps every trust's key: a key service where one is named, and a file's key otherwise. */
  keys: (env: Environment) => ({
    file: needed(env, 'TRUSTWARD_KEY_FILE'),
    earlierFiles: optional(env, 'TRUSTWARD_KEY_FILES_BEFORE') ?? [],
    service: keyService(env),
  }),
  /** What signs the heads of the audit, and where they go. */
  evidence: (env: Environment) => ({
    keyFile: needed(env, 'TRUSTWARD_AUDIT_KEY_FILE'),
    heads: needed(env, 'TRUSTWARD_AUDIT_HEADS'),
  }),
  data: (env: Environment) => ({ dir: needed(env, 'TRUSTWARD_DATA_DIR') }),
  workflows: (env: Environment) => ({
    bundle: optional(env, 'TRUSTWARD_WORKFLOW_BUNDLE') ?? null,
    watchdogSeconds: needed(env, 'TRUSTWARD_WATCHDOG_SECONDS'),
  }),
  outages: (env: Environment) => ({ afterSeconds: needed(env, 'TRUSTWARD_OUTAGE_SECONDS') }),
  demo: (env: Environment) => ({ on: needed(env, 'TRUSTWARD_DEMO') }),
  /** Whether somebody said that there is to be no demo; who says nothing may look at what another process lets in. */
  noDemo: (env: Environment) => ({
    said: (env['TRUSTWARD_DEMO'] ?? '') !== '' && !needed(env, 'TRUSTWARD_DEMO'),
  }),
  log: (env: Environment) => ({ level: needed(env, 'TRUSTWARD_LOG_LEVEL') }),
};

function keyService(env: Environment) {
  const key = optional(env, 'TRUSTWARD_KMS_KEY');
  return key === undefined ? null : { key, url: optional(env, 'TRUSTWARD_KMS_URL') ?? null };
}

type Sections = typeof sections;
export type SectionName = keyof Sections;
export type Config<N extends SectionName = SectionName> = {
  readonly [K in N]: Readonly<ReturnType<Sections[K]>>;
};

/** The sections asked for, or a ConfigError whose message is one sentence. */
export function parseConfig<N extends SectionName>(env: Environment, ...names: readonly N[]): Config<N> {
  const config: Partial<Record<SectionName, unknown>> = {};
  for (const name of names) config[name] = sections[name](env);
  return config as Config<N>;
}

/** As parseConfig from this process's environment. */
export const readConfig = <N extends SectionName>(...names: readonly N[]): Config<N> =>
  parseConfig(process.env, ...names);

/** As readConfig; a bad or missing value ends the process with the sentence. */
export function loadConfig<N extends SectionName>(...names: readonly N[]): Config<N> {
  try {
    return readConfig(...names);
  } catch (error) {
    // Only the environment's author can mend this, so they get the sentence and not a stack.
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(error.exitCode);
  }
}
