/** What somebody opens who is not in yet. */
export { SignInPage } from '../sign-in/sign-in.ts';
export { SignOnPage } from '../sign-on/sign-on.ts';
export { SignedOnPage } from '../sign-on/signed-on.ts';
