import { SetMetadata } from '@nestjs/common';
import type { Permission } from '@trustward/permissions';

/** Who may call a route. Without one the application does not start, and the route is refused at run time. */
export type Access =
  | { readonly to: 'anyone' }
  | ({ readonly to: 'signedIn' } & Required<Further>)
  | ({ readonly to: 'permission'; readonly permission: Permission } & Required<Further>);
/** Whether a handler runs in its request's transaction, or outlives one and opens its own. */
type Transaction = 'request' | 'own';
type Unproven = 'refused' | 'open' | 'setUp';
interface Further {
  readonly transaction?: Transaction;
  /** Only to whoever showed within the last minutes that it is they who are signed in. */
  readonly stepUp?: boolean;
  /**
   * Whether it is open to whoever signed in with less than the trust asks for: always, or to set up what is asked for
   * while there is nothing of it yet. Nothing else is.
   */
  readonly unproven?: Unproven;
}

export const ACCESS = 'trustward:access';

const whole = ({ transaction = 'request', stepUp = false, unproven = 'refused' }: Further) => ({
  ...{ transaction, stepUp, unproven },
});

/** Open without signing in: the sign-in itself, health, the description of the interface. */
export const AllowAnyone = () => SetMetadata<string, Access>(ACCESS, { to: 'anyone' });

/** Open to whoever has a live session, whatever their posts. */
export const AllowSignedIn = (further: Further = {}) =>
  SetMetadata<string, Access>(ACCESS, { to: 'signedIn', ...whole(further) });

/** Open to holders of a permission. */
export const Allow = (permission: Permission, further: Further = {}) =>
  SetMetadata<string, Access>(ACCESS, { to: 'permission', permission, ...whole(further) });
