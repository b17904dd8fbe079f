import { fileURLToPath } from 'node:url';

const suffix = import.meta.url.endsWith('.ts') ? '.ts' : '.js';

/** The interceptors' file beside this one: a bundle takes it by path. */
export const traceInWorkflowPath = fileURLToPath(new URL(`./in-workflow${suffix}`, import.meta.url));
