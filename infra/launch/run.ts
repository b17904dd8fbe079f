import { fileURLToPath } from 'node:url';
import { Launcher } from './launcher.ts';
import { readOptions } from './options.ts';
import { onParentGone } from './parent.ts';
import { report } from './refusal.ts';
import { line } from './say.ts';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Starts all, stays until a signal or a failure, and leaves nothing behind. */
export async function launch(args: readonly string[]): Promise<Launcher | undefined> {
  let launcher: Launcher | undefined;
  const end = async (code: number) => {
    await launcher?.stop();
    if (code === 0) line('Stopped. Everything recorded is kept.');
    process.exit(code);
  };
  const stop = (signal: string) => {
    // A terminal and npm each pass Ctrl-C on; the second is the same wish.
    if (launcher?.isStopping) return;
    line(`\nStopping (${signal}) …`);
    void end(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(signal));
  onParentGone(() => stop('npm has gone'));
  try {
    launcher = new Launcher(ROOT, readOptions(args, ROOT));
    await launcher.start();
    return launcher;
  } catch (error) {
    if (launcher?.isStopping) return undefined;
    const code = report(launcher?.explain(error) ?? error);
    await end(code);
    return undefined;
  }
}
