/** What the bare server is told, in a file. */
export interface BareOrder {
  readonly port: number;
  readonly databaseUrl: string;
  readonly poolSize: number;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly status: number;
  /** What the API answered to the recorded request; sent as it is. */
  readonly answer: unknown;
  /** Lines of `record-statements`. A second one says what was made up for the first. */
  readonly recording: readonly string[];
  readonly another: readonly string[] | null;
}
