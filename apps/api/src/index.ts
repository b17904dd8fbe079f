export { createApp, PREFIX, UNPREFIXED } from './platform/create-app.ts';
export type { ApiConfig } from './platform/api-config.ts';
export { routesOf, unmarked } from './platform/routes.ts';
export type { Route } from './platform/routes.ts';
