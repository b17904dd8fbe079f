import { SetMetadata } from '@nestjs/common';
import type { Permission } from '@trustward/permissions';

/** Who may call a route. A route without one is refused at run time and listed by a spec. */
export type Access =
  | { readonly to: 'anyone' }
  | { readonly to: 'signedIn' }
  | { readonly to: 'permission'; readonly permission: Permission; readonly transaction: 'request' | 'own' };

export const ACCESS = 'trustward:access';

/** Open without signing in: the sign-in itself, health, the description of the interface. */
export const AllowAnyone = () => SetMetadata<string, Access>(ACCESS, { to: 'anyone' });

/** Open to whoever has a live session, whatever their posts. */
export const AllowSignedIn = () => SetMetadata<string, Access>(ACCESS, { to: 'signedIn' });

/**
 * Open to holders of a permission. The handler runs in the request's transaction, unless it outlives one (a stream)
 * and opens its own.
 */
export const Allow = (permission: Permission, transaction: 'request' | 'own' = 'request') =>
  SetMetadata<string, Access>(ACCESS, { to: 'permission', permission, transaction });
