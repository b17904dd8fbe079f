import type { Figure } from '../figure.ts';
import { startWorld } from '../world/world.ts';
import { attack } from './attack.ts';
import type { SIGN_IN_PARTS } from './parts.ts';
import { timing } from './timing.ts';

const PARTS: Readonly<Record<(typeof SIGN_IN_PARTS)[number], typeof timing>> = { timing, attack };

/** What somebody without a password learns and spoils by signing in all the same, at the real API. */
export async function signIn(
  parts: readonly string[],
  quick: boolean,
  print: (figure: Figure) => void,
): Promise<void> {
  for (const part of parts as readonly (typeof SIGN_IN_PARTS)[number][]) {
    const world = await startWorld({ temporalOn: 'SQLite' });
    try {
      const api = await world.startApi();
      await PARTS[part](world, api, quick, print);
      await api.stop();
    } finally {
      await world.stop();
    }
  }
}
