import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner, Reflector } from '@nestjs/core';
import type { DiscoveryService } from '@nestjs/core';
import { ACCESS } from './allow.ts';
import type { Access } from './allow.ts';

/** One route as the decorators declare it. */
export interface Route {
  readonly method: string;
  /** With the global prefix, e.g. `/api/cases/:caseId`. */
  readonly path: string;
  readonly handler: string;
  readonly access: Access | undefined;
}

/** Every route of the running application, read from the controllers and not from a list someone keeps. */
export function routesOf(
  discovery: DiscoveryService,
  prefix: string,
  unprefixed: readonly string[],
): Route[] {
  const scanner = new MetadataScanner();
  const reflector = new Reflector();
  return discovery.getControllers().flatMap(({ instance, metatype }) => {
    if (metatype === null || typeof metatype !== 'function') return [];
    const base = String(reflector.get(PATH_METADATA, metatype) ?? '');
    return scanner.getAllMethodNames(Object.getPrototypeOf(instance)).flatMap((name) => {
      const handler = instance[name];
      const path: unknown = Reflect.getMetadata(PATH_METADATA, handler);
      if (typeof path !== 'string') return [];
      const method = RequestMethod[Number(Reflect.getMetadata(METHOD_METADATA, handler))] ?? 'ALL';
      const full = ['', base, path]
        .join('/')
        .replace(/\/+/g, '/')
        .replace(/(?<=.)\/$/, '');
      return [
        {
          method,
          path: unprefixed.includes(full) ? full : `${prefix}${full}`,
          handler: `${metatype.name}.${name}`,
          access: reflector.get<Access | undefined>(ACCESS, handler),
        },
      ];
    });
  });
}

/** Routes that nobody said who may call. */
export const unmarked = (routes: readonly Route[]): string[] =>
  routes
    .filter(({ access }) => access === undefined)
    .map(({ method, path, handler }) => `${method} ${path} (${handler})`);

/** Before anybody is served: a route that nobody marked is a mistake of ours, and not to be found by whoever asks it. */
export function refuseUnmarked(routes: readonly Route[]): void {
  const open = unmarked(routes);
  if (open.length > 0) throw new Error(`Nobody said who may call ${open.join(', ')}.`);
}
