import { first } from '/work/w3/test/bench/first/index.ts';
await first(['noisy-trust'], { quick: true, temporalOn: 'SQLite' }, (f) => console.log(JSON.stringify(f)));
process.exit(0);
