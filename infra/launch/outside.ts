/**
 * What the launcher itself reads of the environment. libs/config says what each means and reads it for the processes;
 * the launcher cannot ask there, as it has to run before anything is built. A test holds the two together.
 */
export type OutsideName =
  | 'TRUSTWARD_AUDIT_HEADS'
  | 'TRUSTWARD_AUDIT_KEY_FILE'
  | 'TRUSTWARD_CACHE_DIR'
  | 'TRUSTWARD_CHROMIUM'
  | 'TRUSTWARD_DATABASE_API_URL'
  | 'TRUSTWARD_DATABASE_URL'
  | 'TRUSTWARD_DATABASE_WORKER_URL'
  | 'TRUSTWARD_DATA_DIR'
  | 'TRUSTWARD_DEMO'
  | 'TRUSTWARD_HOST'
  | 'TRUSTWARD_KEY_FILE'
  | 'TRUSTWARD_NOTIFY_EMAIL_TEMPLATE'
  | 'TRUSTWARD_PORT'
  | 'TRUSTWARD_PUBLIC_URL'
  | 'TRUSTWARD_SMTP_URL'
  | 'TRUSTWARD_TEMPORAL_ADDRESS'
  | 'TRUSTWARD_TEMPORAL_NAMESPACE';

/** Set by `bootstrap.mjs`, which installs what is missing before anything of this runs. */
export const beganAt = (): number => Number(process.env['LAUNCH_BEGAN_AT'] ?? Date.now());

/** The value from outside; empty is unset, as in libs/config. */
export function outside(name: OutsideName): string | undefined {
  return process.env[name] || undefined;
}
