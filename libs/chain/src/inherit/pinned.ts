import { canonicalJson } from '../language/canonical-json.ts';
import type { Chain } from '../language/chain.ts';

/** The text of a resolved chain that a case pins. Equal chains have equal text; whoever keeps it takes its hash. */
export function pinned(chain: Chain): string {
  return canonicalJson(chain);
}
