const SAFE_NAME = /^[A-Za-z][A-Za-z0-9.-]{0,60}$/;

/** A name that can say no more than a class or a code does; whatever could is Unknown. Loaded inside the sandbox too. */
export const codeIn = (name: string | null | undefined): string =>
  name && SAFE_NAME.test(name) ? name : 'Unknown';
