import { describe } from 'vitest';
import { holdsOn } from './harness/either-store.ts';

describe('with Temporal on SQLite', () => {
  holdsOn('SQLite');
});
