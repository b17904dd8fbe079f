import { WORKER_ACTOR, notifyServiceOf } from '@trustward/casework';
import type { Config } from '@trustward/config';
import type { Door } from '@trustward/database';
import type { Carrier, Carriers } from './carrier.ts';
import { openCarriers } from './open-carriers.ts';

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
  return {
    common,
    of: async (door, tenantId) => {
      const known = byTrust.get(tenantId);
      if (known !== undefined && Date.now() < known.lookAgainAt) return known.carriers;
      const own = await door.run({ tenantId, actor: WORKER_ACTOR }, notifyServiceOf);
      const service = JSON.stringify(own);
      const notify = { ...config.notify, ...own };
      const carriers =
        service === known?.service
          ? known.carriers
          : own === null
            ? common
            : openCarriers({ ...config, notify }, common);
      byTrust.set(tenantId, { service, carriers, lookAgainAt: Date.now() + LOOK_AGAIN_MS });
      return carriers;
    },
    close: () => all().forEach((it) => it.close()),
  };
}
