import { run } from './loops.ts';
import type { Order } from './order.ts';

// A process of its own, so that what the load costs is not taken from the event loop of anything measured.
const order = JSON.parse(process.argv[2] ?? 'null') as Order;
process.stdout.write(JSON.stringify(await run(order)));
