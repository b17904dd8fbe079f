import { me, passkeyAsked, passkeyBegun } from '@trustward/contracts';
import { PasskeyDevice } from '../../api/passkey-device.ts';
import { wait } from '../say.ts';
import { PASSWORD, cookiesOf, post, signIn } from './browser.ts';

const EVERY_MS = 1_000;
const HOME = '127.0.0.9';

/** Whoever's account is attacked, with a passkey and a browser that they signed in by before. */
export interface Owner {
  readonly email: string;
  /** Signs in by either, by turns; whether they were let in. */
  enter(by: 'passkey' | 'browser'): Promise<boolean>;
}

export async function owner(url: string, email: string): Promise<Owner> {
  const entered = await signIn(url, email, PASSWORD, { from: HOME });
  const cookie = cookiesOf(entered);
  const { csrfToken: csrf } = me.parse(JSON.parse(entered.body));
  const device = new PasskeyDevice();
  const told = { from: HOME, cookie, csrf };
  // As browsers have it, passkeys of this machine are of `localhost`.
  const origin = url.replace('127.0.0.1', 'localhost');
  const begun = passkeyBegun.parse(JSON.parse((await post(`${url}/api/me/passkeys/begin`, {}, told)).body));
  const added = await post(`${url}/api/me/passkeys`, device.make(begun, { origin }), told);
  if (added.status !== 204) throw new Error(`No passkey was added: ${added.body}`);
  const known = cookie.split('; ').find((one) => /device=/.test(one)) ?? '';
  const byPasskey = async () => {
    const asked = await post(`${url}/api/sign-in/passkey/begin`, {}, { from: HOME });
    const proof = device.prove(passkeyAsked.parse(JSON.parse(asked.body)), { origin });
    return post(`${url}/api/sign-in/passkey`, proof, { from: HOME });
  };
  return {
    email,
    enter: async (by) => {
      const answer =
        by === 'passkey'
          ? await byPasskey()
          : await signIn(url, email, PASSWORD, { from: HOME, cookie: known });
      return answer.status === 200;
    },
  };
}

/** Comes in again and again until it is over: how often, and how often they were not let in. */
export async function comesInUntil(owner: Owner, isOver: () => boolean) {
  const count = { entered: 0, refused: 0 };
  for (let n = 0; !isOver(); n += 1) {
    const isIn = await owner.enter(n % 2 === 0 ? 'passkey' : 'browser');
    count[isIn ? 'entered' : 'refused'] += 1;
    await wait(EVERY_MS);
  }
  return count;
}
