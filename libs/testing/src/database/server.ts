/** The PostgreSQL of a test run; its own database is the template that test files clone. */
export interface TestServer {
  readonly ownerUrl: string;
  readonly apiUrl: string;
  readonly workerUrl: string;
  readonly keyFile: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    postgres: TestServer;
  }
}
