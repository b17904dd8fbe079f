import { ROLES } from '@trustward/chain';
import { readConfig } from '@trustward/config';
import { CommandFailed } from '../command.ts';
import type { Run } from '../command.ts';
import { flags } from '../flags.ts';
import { asOwner } from '../owner-doors.ts';
import type { OwnerDoors } from '../owner-doors.ts';
import { DEMO_PASSWORD, DEMO_TRUSTS, signInsOf } from './trusts.ts';
import type { DemoSignIn } from './trusts.ts';

/** Who can sign in to the demo, and with what. */
export const demoPeopleCommand: Run = async (io, args) => {
  const { json } = flags(args, 'json');
  if (readConfig('noDemo').noDemo.said) {
    throw new CommandFailed('The demo is off (TRUSTWARD_DEMO is off), so nobody can sign in to it.', 3);
  }
  const signIns = await asOwner(loadedSignIns);
  if (signIns.length === 0) {
    throw new CommandFailed('The demo is not loaded: run `npm run -s cli -- demo load`.', 3);
  }
  const people = signIns.map(described);
  if (json) io.answer(JSON.stringify(people, null, 2));
  else {
    for (const it of people) {
      io.answer(
        `${it.email.padEnd(28)}${it.name.padEnd(22)}${it.roles.join(', ')} · ${it.school ?? it.trust}`,
      );
    }
  }
  if (!json) io.answer(`Password of all: ${DEMO_PASSWORD}`);
  return 0;
};

/** Those of the demo whose account is there: what is printed must let somebody in. */
async function loadedSignIns({ platform }: OwnerDoors): Promise<readonly DemoSignIn[]> {
  const rows = await platform.query<{ email: string }>(
    'select email from platform.account where demo and disabled_at is null',
  );
  const there = new Set(rows.map((row) => row.email));
  return DEMO_TRUSTS.flatMap(signInsOf).filter(({ email }) => there.has(email));
}

const described = ({ email, name, role, school, trust }: DemoSignIn) => ({
  email,
  password: DEMO_PASSWORD,
  name,
  roles: [ROLES[role].title],
  role,
  school: school?.name ?? null,
  trust: trust.name,
});
