import { WORKER_ACTOR, notifyServiceOf } from '@trustward/casework';
import type { OwnService } from '@trustward/casework';
import type { Config } from '@trustward/config';
import { SealBroken } from '@trustward/database';
import type { Door, Tx } from '@trustward/database';
import type { Carrier, Carriers } from './carrier.ts';
import { openCarriers } from './open-carriers.ts';
import { openShut } from './shut.ts';

/** Who carries each trust's messages. */
export interface PostOffice {
  /** Who carries those of a trust that has nobody of its own. */
  readonly common: Carriers;
  of(door: Door, tenantId: string): Promise<Carriers>;
  close(): void;
}

interface Own {
  readonly service: string;
  readonly carriers: Carriers;
  readonly lookAgainAt: number;
}

const BROKEN = 'broken';

async function ownOrBroken(tx: Tx): Promise<OwnService | null | typeof BROKEN> {
  try {
    return await notifyServiceOf(tx);
  } catch (error) {
    // Only opening it says whether it opens; what is told in the portal never waits for it.
    if (error instanceof SealBroken) return BROKEN;
    throw error;
  }
}

/** After which a key that was changed is used. */
const LOOK_AGAIN_MS = 10_000;

export function openPostOffice(config: Config<'mail' | 'returns' | 'notify'>): PostOffice {
  const common = openCarriers(config);
  const byTrust = new Map<string, Own>();
  const all = (): readonly Carrier[] => {
    const own = [...byTrust.values()].map(({ carriers }) => carriers);
    return [...new Set([common, ...own].flatMap(({ email, text }) => [email, text]))].filter(
      (it) => it !== null,
    );
  };
  const carriersBy = (own: OwnService | null | typeof BROKEN): Carriers => {
    if (own === null) return common;
    // Which of the two it carries is sealed with its key. Nobody else is asked to carry what the trust gave to its own.
    if (own === BROKEN) return { email: openShut(), text: common.text === null ? null : openShut() };
    return openCarriers({ ...config, notify: { ...config.notify, ...own } }, common);
  };
  return {
    common,
    of: async (door, tenantId) => {
      const known = byTrust.get(tenantId);
      if (known !== undefined && Date.now() < known.lookAgainAt) return known.carriers;
      const own = await door.run({ tenantId, actor: WORKER_ACTOR }, ownOrBroken);
      const service = JSON.stringify(own);
      const carriers = service === known?.service ? known.carriers : carriersBy(own);
      byTrust.set(tenantId, { service, carriers, lookAgainAt: Date.now() + LOOK_AGAIN_MS });
      return carriers;
    },
    close: () => all().forEach((it) => it.close()),
  };
}
