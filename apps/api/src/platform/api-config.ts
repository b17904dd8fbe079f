import type { Config } from '@trustward/config';

/** What the API reads from its environment. */
export type ApiConfig = Config<
  | 'apiDatabase'
  | 'temporal'
  | 'http'
  | 'keys'
  | 'outages'
  | 'callbacks'
  | 'signOn'
  | 'demo'
  | 'traces'
  | 'log'
>;

export const API_CONFIG = Symbol('API_CONFIG');
export const LOGGER = Symbol('LOGGER');
