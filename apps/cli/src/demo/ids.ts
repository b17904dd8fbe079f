import { uuidv8 } from '@trustward/database';

/** The same name, the same id, so that loading the demo again finds what it made. */
export const demoId = (name: string): string => uuidv8(`trustward demo ${name}`);
