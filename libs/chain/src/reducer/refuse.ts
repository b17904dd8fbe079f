import type { Refusal } from './event.ts';
import type { Progress } from './progress.ts';

export interface Refused {
  readonly refusal: Refusal;
}

export function refuse(code: Refusal['code'], sentence: string): Refused {
  return { refusal: { code, sentence } };
}

export function isRefused(result: Progress | Refused): result is Refused {
  return 'refusal' in result;
}
