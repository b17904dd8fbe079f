/** No page of ours needs a camera, a place or a payment; nobody else's page may hold ours. */
const COMMON = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-permitted-cross-domain-policies': 'none',
  'x-dns-prefetch-control': 'off',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
} as const;

const TWO_YEARS = 63_072_000;

/** Nothing the API answers is ever a document. */
const API_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

export type Headers = Readonly<Record<string, string>>;

/** The headers of every answer, errors included; pages replace the policy with one that lets them run. */
export const securityHeaders = (https: boolean): Headers => ({
  ...COMMON,
  'content-security-policy': API_POLICY,
  ...(https ? { 'strict-transport-security': `max-age=${TWO_YEARS}; includeSubDomains` } : {}),
});

/**
 * Only our own files run, and of inline ones only those that carry this answer's nonce; no string becomes markup
 * unless it went through Angular's policies or the one the portal names its service worker with.
 */
export const pagePolicy = (nonce: string): string =>
  [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types angular angular#bundler trustward',
  ].join('; ');
