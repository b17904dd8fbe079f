import { freePort } from '@trustward/infra/ports';
import { startProduct, type ProductEnvironment, type ProductProcess } from './product-process.ts';
import { until } from './until.ts';

export interface ApiProcess extends ProductProcess {
  readonly url: string;
}

/** The API as built, on a port of its own; ready when it answers. */
export async function startApi(environment: ProductEnvironment): Promise<ApiProcess> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const product = startProduct('api', {
    TRUSTWARD_PORTAL_DIR: 'none',
    ...environment,
    TRUSTWARD_PORT: String(port),
    TRUSTWARD_PUBLIC_URL: url,
  });
  await until(
    'an API that answers',
    () => fetch(`${url}/healthz`).catch(() => null),
    (answer) => answer?.ok === true,
  );
  return { ...product, url };
}
