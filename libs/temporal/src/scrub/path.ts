import { fileURLToPath } from 'node:url';

const suffix = import.meta.url.endsWith('.ts') ? '.ts' : '.js';

/** The converter's file beside this one, in source and in build alike: the SDK loads it by path, on both sides of the sandbox. */
export const failureConverterPath = fileURLToPath(new URL(`./failure-converter${suffix}`, import.meta.url));
