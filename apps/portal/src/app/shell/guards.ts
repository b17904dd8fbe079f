import { inject } from '@angular/core';
import { type CanActivateFn, RedirectCommand, Router } from '@angular/router';
import { firstPageFor } from './first-page.ts';
import { Session } from './session.ts';

/** Lets only signed-in people in; remembers where they wanted to go, outside the address. */
export const signedIn: CanActivateFn = async (_route, state) => {
  const session = inject(Session);
  const router = inject(Router);
  if (await session.load()) return true;
  session.returnTo ??= state.url === '/' ? null : state.url;
  return new RedirectCommand(router.parseUrl('/sign-in'));
};

/** The page declared for a permission; the API decides by the same name. */
export const mayUse =
  (permission: string): CanActivateFn =>
  (_route, state) => {
    const session = inject(Session);
    const router = inject(Router);
    if (session.may(permission)) return true;
    // The session may have ended between the press and the page.
    if (!session.me()) return new RedirectCommand(router.parseUrl('/sign-in'));
    if (session.me()?.proofAsked) {
      session.returnTo = state.url;
      return new RedirectCommand(router.parseUrl('/prove'));
    }
    return new RedirectCommand(router.parseUrl('/not-allowed'), { skipLocationChange: true });
  };

/** Sends each person to the page they come for. */
export const firstPage: CanActivateFn = () => {
  const session = inject(Session);
  if (session.me()?.proofAsked) return new RedirectCommand(inject(Router).parseUrl('/prove'));
  const trustWide = session.me()?.posts.every((post) => post.schoolId === null) ?? false;
  const page = firstPageFor((permission) => session.may(permission), trustWide);
  return new RedirectCommand(inject(Router).parseUrl(page), { replaceUrl: true });
};
