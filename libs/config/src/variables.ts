import {
  address,
  count,
  domain,
  files,
  level,
  mailbox,
  networks,
  notifyKey,
  onOff,
  place,
  port,
  seconds,
  text,
  token,
  urlOf,
  uuid,
} from './variable.ts';
import type { Variable } from './variable.ts';

const postgres = urlOf('postgres', 'postgresql');
const variable = <T>(it: Variable<T>): Variable<T> => it;

/** Every variable there is. `cli config` prints this table; the launcher's own reads are held against it by a test. */
export const VARIABLES = {
  TRUSTWARD_DATABASE_URL: variable({
    meaning:
      'PostgreSQL as the role that owns the tables; used by the command line alone, and by npm start in place of its own',
    secret: true,
    schema: postgres,
  }),
  TRUSTWARD_DATABASE_API_URL: variable({
    meaning: 'PostgreSQL as the role of the API (trustward_api)',
    secret: true,
    schema: postgres,
  }),
  TRUSTWARD_DATABASE_WORKER_URL: variable({
    meaning: 'PostgreSQL as the role of the worker (trustward_worker)',
    secret: true,
    schema: postgres,
  }),
  TRUSTWARD_DATABASE_POOL: variable({
    meaning: 'how many connections one process keeps open at most',
    fallback: '10',
    schema: count,
  }),
  TRUSTWARD_TEMPORAL_ADDRESS: variable({
    meaning: 'the Temporal server, host:port; given to npm start, it starts none of its own',
    fallback: '127.0.0.1:7233',
    schema: address,
  }),
  TRUSTWARD_TEMPORAL_NAMESPACE: variable({
    meaning: 'the Temporal namespace',
    fallback: 'trustward',
    schema: text,
  }),
  TRUSTWARD_PUBLIC_URL: variable({
    meaning: 'the address people type; https turns on the secure cookie',
    fallback: 'http://127.0.0.1:4300',
    schema: urlOf('http', 'https'),
  }),
  TRUSTWARD_HOST: variable({
    meaning: 'the interface to listen on',
    fallback: '127.0.0.1',
    schema: text,
  }),
  TRUSTWARD_PORT: variable({
    meaning: 'the port of the portal and the API',
    fallback: '4300',
    schema: port,
  }),
  TRUSTWARD_TRUSTED_PROXIES: variable({
    meaning: 'the proxies whose word on the caller’s address is taken; unset, nobody’s',
    schema: networks,
  }),
  TRUSTWARD_METRICS_PORT: variable({
    meaning: 'the loopback port of the metrics; 0 is off',
    fallback: '0',
    schema: port,
  }),
  TRUSTWARD_TRACES_URL: variable({
    meaning:
      'where traces are sent by OTLP over HTTP, as http://127.0.0.1:4318/v1/traces; unset, none are made',
    schema: urlOf('http', 'https'),
  }),
  TRUSTWARD_PORTAL_DIR: variable({
    meaning: 'the built portal',
    fallback: 'apps/portal/dist/browser',
    schema: text,
  }),
  TRUSTWARD_DATA_DIR: variable({
    meaning: 'where everything that must last is kept',
    fallback: '.trustward',
    schema: text,
  }),
  TRUSTWARD_KEY_FILE: variable({
    meaning: 'the key that wraps every trust’s key; losing it loses what is sealed',
    fallback: '.trustward/keys/development.key',
    schema: text,
  }),
  TRUSTWARD_KEY_FILES_BEFORE: variable({
    meaning:
      'files of keys that wrapped trusts’ keys before, with a comma between; needed until `keys rotate` has gone through',
    schema: files,
  }),
  TRUSTWARD_KMS_KEY: variable({
    meaning:
      'the key of AWS KMS, by id, ARN or alias, that wraps every trust’s key in place of the file’s; region and credentials as for AWS’s own tools',
    schema: text,
  }),
  TRUSTWARD_KMS_URL: variable({
    meaning: 'a service that speaks AWS KMS’s protocol; unset, AWS’s own of the region',
    schema: urlOf('http', 'https'),
  }),
  TRUSTWARD_AUDIT_KEY_FILE: variable({
    meaning: 'the key that signs the heads of the audit, for every worker the same; made where there is none',
    fallback: '.trustward/keys/audit.key',
    schema: text,
  }),
  TRUSTWARD_AUDIT_HEADS: variable({
    meaning:
      'where the signed heads of the audit go: a folder, or an https address that takes them by POST; out of reach of whoever keeps the database',
    fallback: '.trustward/audit-heads',
    schema: place,
  }),
  TRUSTWARD_SMTP_URL: variable({
    meaning:
      'the mail server, smtps://user:password@host:465 or smtp://…; unset, e-mail is kept until it is set',
    secret: true,
    schema: urlOf('smtp', 'smtps'),
  }),
  TRUSTWARD_MAIL_FROM: variable({
    meaning: 'the address that e-mail comes from',
    fallback: 'Trustward <no-reply@trustward.invalid>',
    schema: mailbox,
  }),
  TRUSTWARD_RETURNS_DOMAIN: variable({
    meaning:
      'the domain that mail comes back to which nobody takes; its MX leads to the worker. Unset, none is read',
    schema: domain,
  }),
  TRUSTWARD_RETURNS_ADDRESS: variable({
    meaning: 'where the worker listens for mail that comes back, host:port',
    fallback: '127.0.0.1:2525',
    schema: address,
  }),
  TRUSTWARD_NOTIFY_API_KEY: variable({
    meaning: 'the key of the trust’s own service at GOV.UK Notify; unset, it carries nothing',
    secret: true,
    schema: notifyKey,
  }),
  TRUSTWARD_NOTIFY_URL: variable({
    meaning: 'where GOV.UK Notify is',
    fallback: 'https://api.notifications.service.gov.uk',
    schema: urlOf('http', 'https'),
  }),
  TRUSTWARD_NOTIFY_EMAIL_TEMPLATE: variable({
    meaning:
      'its template for e-mail, with the fields ((subject)) and ((text)); unset, e-mail goes by the mail server',
    schema: uuid,
  }),
  TRUSTWARD_NOTIFY_TEXT_TEMPLATE: variable({
    meaning: 'its template for texts, with the field ((text)); unset, no texts are sent',
    schema: uuid,
  }),
  TRUSTWARD_NOTIFY_CALLBACK_TOKEN: variable({
    meaning: 'the bearer token that its callbacks carry, as set there; unset, none is taken',
    secret: true,
    schema: token,
  }),
  TRUSTWARD_SIGN_ON_LOOPBACK: variable({
    meaning:
      'whether a trust’s sign-on may be on this machine, without https; for tests and development alone, else nobody’s on an inner network',
    fallback: 'off',
    schema: onOff,
  }),
  TRUSTWARD_WORKFLOW_BUNDLE: variable({
    meaning: 'the workflows, bundled beforehand; unset, the worker bundles them at its start',
    schema: text,
  }),
  TRUSTWARD_WATCHDOG_SECONDS: variable({
    meaning: 'how often the worker looks for what should have been woken or told',
    fallback: '30',
    schema: seconds,
  }),
  TRUSTWARD_OUTAGE_SECONDS: variable({
    meaning: 'after how long a silence reminders count as waiting, or recording as impossible',
    fallback: '60',
    schema: seconds,
  }),
  TRUSTWARD_DEMO: variable({
    meaning: 'whether the fictional trusts and their sign-ins are let in',
    fallback: 'off',
    schema: onOff,
  }),
  TRUSTWARD_LOG_LEVEL: variable({
    meaning: 'how much is logged: debug, info, warn or error',
    fallback: 'info',
    schema: level,
  }),
  TRUSTWARD_CACHE_DIR: variable({
    meaning: 'where the launcher keeps tools for every clone; unset, the cache folder of the user',
    schema: text,
  }),
  TRUSTWARD_CHROMIUM: variable({
    meaning: 'the browser that tests use; unset, the one on the path',
    schema: text,
  }),
  TRUSTWARD_TEST_CLUSTER: variable({
    meaning:
      'the migrated PostgreSQL folder that the tests’ worlds copy; the tests set it, unset each world makes its own',
    schema: text,
  }),
  TRUSTWARD_TEST_URL: variable({
    meaning: 'the running demo that the portal’s tests use; unset, they start one of their own',
    schema: urlOf('http', 'https'),
  }),
} as const;

export type VariableName = keyof typeof VARIABLES;
