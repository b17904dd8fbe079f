import { HELP, asksForHelp } from './options.ts';
import { report } from './refusal.ts';
import { launch } from './run.ts';

const args = process.argv.slice(2);

/** `npm start` */
try {
  if (asksForHelp(args)) {
    process.stdout.write(`${HELP}\n`);
    process.exit(0);
  }
} catch (error) {
  process.exit(report(error));
}
await launch(args);
// The children keep the launcher alive; it stays even while one of them is being started again.
setInterval(() => undefined, 60_000);
