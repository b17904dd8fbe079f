import { launch } from './run.ts';

/** `npm start` */
await launch(process.argv.slice(2));
// The children keep the launcher alive; it stays even while one of them is being started again.
setInterval(() => undefined, 60_000);
