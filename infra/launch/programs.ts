import path from 'node:path';

/** What runs in a process of its own, from the build. */
export type ProgramName = 'api' | 'worker' | 'cli';
export const PROGRAM_NAMES = ['api', 'worker', 'cli'] as const satisfies readonly ProgramName[];

const FOLDER = 'infra/dist/programs';

export const programFolder = (root: string): string => path.join(root, FOLDER);

/** The one file by which a program is started, from the root of the clone. */
export const programFile = (name: ProgramName): string => `${FOLDER}/${name}.js`;

export const programIn = (root: string, name: ProgramName): string => path.join(root, programFile(name));
