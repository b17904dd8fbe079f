import { type ApplicationConfig, inject, provideBrowserGlobalErrorListeners } from '@angular/core';
import { provideHttpClient, withInterceptors } from '@angular/common/http';
import {
  TitleStrategy,
  provideRouter,
  withComponentInputBinding,
  withInMemoryScrolling,
  withNavigationErrorHandler,
  withRouterConfig,
} from '@angular/router';
import { routes } from './app.routes.ts';
import { LostWay } from './shell/lost-way.ts';
import { PageTitle } from './shell/page-title.ts';
import { sessionInterceptor } from './shell/session-interceptor.ts';
import { stepUpInterceptor } from './shell/step-up.ts';

export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    provideHttpClient(withInterceptors([stepUpInterceptor, sessionInterceptor])),
    provideRouter(
      routes,
      withComponentInputBinding(),
      withInMemoryScrolling({ scrollPositionRestoration: 'enabled' }),
      // A page that cannot be opened is said in words above the one that stays, and is no unhandled failure.
      withRouterConfig({ resolveNavigationPromiseOnError: true }),
      withNavigationErrorHandler((error) => inject(LostWay).note(error)),
    ),
    { provide: TitleStrategy, useExisting: PageTitle },
  ],
};
