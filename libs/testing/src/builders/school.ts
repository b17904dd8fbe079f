import { addSchool } from '@trustward/casework';
import { uuidv7 } from '@trustward/database';
import type { Trust } from './trust.ts';

export interface School {
  readonly id: string;
  readonly name: string;
}

export async function aSchool(trust: Trust, name = 'Elm Primary School'): Promise<School> {
  const id = uuidv7();
  const shortName = name.replace(/ School$/, '');
  await trust.database.owner.run({ tenantId: trust.id, actor: 'test' }, (tx) =>
    addSchool(tx, { id, name, shortName, authorityId: trust.authorityId, phase: 'all' }),
  );
  return { id, name };
}
