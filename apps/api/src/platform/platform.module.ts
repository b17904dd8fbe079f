import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR, DiscoveryModule } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Door, PlatformDoor, createDataSource, openVault } from '@trustward/database';
import type { Logger } from '@trustward/observability';
import { ClsModule } from 'nestjs-cls';
import { DataSource } from 'typeorm';
import { AccessGuard } from './access.guard.ts';
import { API_CONFIG, LOGGER, type ApiConfig } from './api-config.ts';
import { RequestScope } from './request-scope.ts';
import { SessionStore } from './session-store.ts';
import { TenantTransaction } from './tenant-transaction.interceptor.ts';

/** What every feature stands on: the doors to PostgreSQL, the guard, the request's transaction. */
@Module({})
export class PlatformModule {
  static with(config: ApiConfig, logger: Logger): DynamicModule {
    const shared = [
      { provide: API_CONFIG, useValue: config },
      { provide: LOGGER, useValue: logger },
      {
        provide: Door,
        inject: [DataSource],
        useFactory: async (dataSource: DataSource) => new Door(dataSource, await openVault(config.keys)),
      },
      {
        provide: PlatformDoor,
        inject: [DataSource],
        useFactory: (dataSource: DataSource) => new PlatformDoor(dataSource),
      },
      RequestScope,
      SessionStore,
    ];
    return {
      module: PlatformModule,
      global: true,
      imports: [database(config), ClsModule.forRoot({ global: true }), DiscoveryModule],
      providers: [
        ...shared,
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_INTERCEPTOR, useClass: TenantTransaction },
      ],
      exports: [...shared.map((it) => ('provide' in it ? it.provide : it)), DiscoveryModule],
    };
  }
}

/** The pool, opened and closed with the application. A database that is away stops the start: whoever started us waits. */
const database = ({ apiDatabase: { url, poolSize } }: ApiConfig): DynamicModule =>
  TypeOrmModule.forRootAsync({
    useFactory: () => ({ retryAttempts: 1 }),
    dataSourceFactory: () => Promise.resolve(createDataSource({ url, poolSize, process: 'api' })),
  });
