import { startProduct, type ProductEnvironment, type ProductProcess } from './product-process.ts';
import { until } from './until.ts';

export interface WorkerProcess extends ProductProcess {
  isUp(stage: string): Promise<unknown>;
}

export function startWorker(environment: ProductEnvironment): WorkerProcess {
  const product = startProduct('worker', environment);
  const ups = (stage: string) =>
    product.lines().filter((it) => it.message === 'part is up' && it['stage'] === stage).length;
  return {
    ...product,
    isUp: (stage) =>
      until(
        `worker’s ${stage} up`,
        () => ups(stage),
        (count) => count > 0,
      ),
  };
}
