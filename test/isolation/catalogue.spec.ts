import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from '@trustward/testing';
import type { TestDatabase } from '@trustward/testing';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

describe('the catalogue', () => {
  it('answers', async () => {
    const rows = await database.ownerPlatform.query('select name from platform.migration');
    expect(rows).toHaveLength(10);
  });
});
