/** Where the Temporal server is; the configuration's section of the same name fits it. */
export interface TemporalSettings {
  readonly address: string;
  readonly namespace: string;
}
