import { Controller, Get } from '@nestjs/common';
import type { DiscoveryService } from '@nestjs/core';
import { describe, expect, it } from 'vitest';
import { AllowSignedIn } from './allow.ts';
import { refuseUnmarked, routesOf } from './routes.ts';

@Controller('things')
class Marked {
  @Get(':id')
  @AllowSignedIn()
  one(): string {
    return 'one';
  }
}
@Controller('things')
class Forgotten extends Marked {
  @Get('all')
  all(): string {
    return 'all';
  }
}

const routes = (controller: new () => object) => {
  const found = [{ instance: new controller(), metatype: controller }];
  return routesOf({ getControllers: () => found } as unknown as DiscoveryService, '/api', []);
};

describe('an application', () => {
  it('starts where each route says who may call it, and not where one does not', () => {
    expect(() => refuseUnmarked(routes(Marked))).not.toThrow();
    expect(() => refuseUnmarked(routes(Forgotten))).toThrow(
      'Nobody said who may call GET /api/things/all (Forgotten.all).',
    );
  });
});
