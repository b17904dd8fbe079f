import type { ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { describe, expect, it } from 'vitest';
import { AccessGuard } from './access.guard.ts';
import { Allow, AllowAnyone, AllowSignedIn } from './allow.ts';
import type { SessionStore } from './session-store.ts';

const handler = (): string => 'answered';
const marked = (mark: ReturnType<typeof AllowAnyone>) => {
  const own = handler.bind(null);
  mark(own);
  return own;
};
const ROUTES = {
  unmarked: handler,
  open: marked(AllowAnyone()),
  signedIn: marked(AllowSignedIn()),
  cases: marked(Allow('case:read')),
};

const nobody = { tokenOf: () => null, publicOrigin: 'https://trustward.example' } as unknown as SessionStore;

const asked = (route: keyof typeof ROUTES, request: object = { method: 'GET', headers: {} }) => {
  const context = {
    getHandler: () => ROUTES[route],
    switchToHttp: () => ({ getRequest: () => request }),
  } as unknown as ExecutionContext;
  return new AccessGuard(new Reflector(), nobody).canActivate(context);
};

describe('the guard of every route', () => {
  it('refuses a route that nobody marked, whoever asks', async () => {
    await expect(asked('unmarked')).rejects.toMatchObject({ status: 403, code: 'notAllowed' });
  });

  it('lets anyone through to a public route, and nobody without a session to the others', async () => {
    await expect(asked('open')).resolves.toBe(true);
    await expect(asked('signedIn')).rejects.toMatchObject({ status: 401 });
    await expect(asked('cases')).rejects.toMatchObject({ status: 401 });
  });

  it('refuses a write that another site sent even to a public route', async () => {
    const request = { method: 'POST', headers: { 'sec-fetch-site': 'cross-site' } };
    await expect(asked('open', request)).rejects.toMatchObject({ status: 403, code: 'forgeryRefused' });
  });
});
