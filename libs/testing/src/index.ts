export type { TestServer } from './database/server.ts';
export { testDatabase } from './database/test-database.ts';
export type { TestDatabase } from './database/test-database.ts';
