/** As long as the parts that are fetched ahead need to come. */
const SETTLED_MS = 3000;

interface Policies {
  createPolicy(
    name: string,
    rules: { createScriptURL: (address: string) => string },
  ): {
    createScriptURL(address: string): string;
  };
}

/**
 * Has the browser keep the portal's page and parts, so that it opens without a network. Where there are no workers, as
 * over plain http, nothing is kept.
 */
export async function keepPage(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const { serviceWorker } = navigator;
  await serviceWorker.register(workerAddress());
  const { active } = await serviceWorker.ready;
  await new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
  const parts = performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname);
  active?.postMessage([...new Set(parts)]);
}

/** Trusted Types let only an address through that a named policy has made: ours makes this one. */
function workerAddress(): string {
  const { trustedTypes } = globalThis as { trustedTypes?: Policies };
  const address = '/worker.js';
  const policy = trustedTypes?.createPolicy('trustward', { createScriptURL: () => address });
  return policy?.createScriptURL(address) ?? address;
}
