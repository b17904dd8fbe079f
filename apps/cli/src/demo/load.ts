import { hash } from '@node-rs/argon2';
import type { Run } from '../command.ts';
import { flags } from '../flags.ts';
import { asOwner } from '../owner-doors.ts';
import { DEMO_CASES } from './cases.ts';
import { loadCase } from './load-case.ts';
import { loadCheck } from './load-check.ts';
import { loadShipped, loadTrust, tenantIdOf } from './load-people.ts';
import type { Doors } from './load-people.ts';
import { DEMO_PASSWORD, DEMO_TRUSTS, signInsOf } from './trusts.ts';
import type { DemoTrust } from './trusts.ts';

/** Two fictional trusts with cases in every state. What is there is left as it is. */
export const demoLoadCommand: Run = async (io, args) => {
  const { json } = flags(args, 'json');
  const counts = await asOwner(loadDemo);
  const { trusts, people, cases, newCases } = counts;
  if (json) io.answer(JSON.stringify(counts));
  else io.answer(`${trusts} trusts, ${people} people, ${cases} cases, ${newCases} of them new.`);
  return 0;
};

/** The school at which the demo shows a duty that came with the calendar. */
const CHECKED = 'oakfield';

async function loadDemo(doors: Doors) {
  const authorities = await loadShipped(doors.platform);
  const passwordHash = await hash(DEMO_PASSWORD);
  let newCases = 0;
  for (const trust of DEMO_TRUSTS) {
    await loadTrust(doors, trust, authorities, passwordHash);
    for (const story of casesOf(trust)) {
      newCases += (await loadCase(doors.door, tenantIdOf(trust), story)) ? 1 : 0;
    }
    if (hasSchool(trust, CHECKED)) {
      newCases += (await loadCheck(doors.door, tenantIdOf(trust), CHECKED)) ? 1 : 0;
    }
  }
  const people = DEMO_TRUSTS.flatMap(signInsOf).length;
  return { trusts: DEMO_TRUSTS.length, people, cases: DEMO_CASES.length + 1, newCases };
}

const hasSchool = ({ schools }: DemoTrust, name: string): boolean =>
  schools.some(({ domain }) => domain === name);

const casesOf = (trust: DemoTrust) => DEMO_CASES.filter(({ school }) => hasSchool(trust, school));
