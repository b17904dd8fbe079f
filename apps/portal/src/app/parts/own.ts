/** What somebody signs in with. */
export { AccountPage } from '../account/account.ts';
export { ProvePage } from '../prove/prove.ts';
