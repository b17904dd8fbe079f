import { addPerson } from '@trustward/casework';
import { peoplePage, personShown } from '@trustward/contracts';
import type { PeoplePage } from '@trustward/contracts';
import { uuidv7 } from '@trustward/database';
import { aPerson } from '@trustward/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { problemOf } from './api-server.ts';
import { asOwner } from './mailed.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';
import type { SignedIn } from './signed-in.ts';

const the = aSetting();
let admin: SignedIn;
beforeAll(async () => {
  admin = await signIn(the.server, the.town.administrator);
});

const found = async (wanted: object = {}): Promise<PeoplePage> =>
  peoplePage.strict().parse((await admin.post('/api/people/search', wanted).expect(200)).body);
const namesOf = ({ items }: PeoplePage) => items.map(({ name }) => name);
const shown = async (id: string) =>
  personShown.strict().parse((await admin.get(`/api/people/${id}`).expect(200)).body);
const ofPerson = (sql: string, id: string) => asOwner(the, `${sql} where tenant_id = $1 and id = $2`, id);

describe('the people of a trust', () => {
  it('are listed by name for the central team, with who holds which post where, since and until when', async () => {
    const page = await found({ limit: 100 });
    expect(namesOf(page)).toEqual(namesOf(page).toSorted((one, other) => one.localeCompare(other)));
    expect(page.total).toBe(page.items.length);
    const { school } = the.town;
    const dsl = page.items.find((one) => one.id === the.town.dsl.id);
    expect(dsl).toMatchObject({
      name: 'Dana Lead',
      state: 'active',
      posts: [
        {
          role: 'dsl',
          title: 'Designated safeguarding lead',
          schoolId: school.id,
          school: 'Elm Primary School',
          since: '2024-09-01T00:00:00.000Z',
          until: null,
          state: 'held',
        },
      ],
    });
  });

  it('are found by the beginnings of names, by school, post and state, page by page', async () => {
    expect(namesOf(await found({ words: 'le dana' }))).toEqual(['Dana Lead']);
    expect(namesOf(await found({ words: 'ana' }))).toEqual([]);
    expect(namesOf(await found({ school: the.town.other.id }))).toEqual(['Orla Otherhead', 'Otto Otherdsl']);
    expect(namesOf(await found({ school: 'trust' }))).toEqual(['Ada Admin', 'Cleo Chief', 'Lee Trustlead']);
    expect(namesOf(await found({ role: 'headteacher' }))).toEqual(['Hal Head', 'Orla Otherhead']);
    const first = await found({ school: 'trust', limit: 2 });
    const second = await found({ school: 'trust', limit: 2, cursor: first.next });
    expect([...namesOf(first), ...namesOf(second)]).toEqual(['Ada Admin', 'Cleo Chief', 'Lee Trustlead']);
    expect(second.next).toBeNull();
  });

  it('are active, starting, unavailable or left, and unavailable alike whether away or off duty', async () => {
    const { trust, school } = the.town;
    const called = (name: string) => aPerson(trust).named(name).as('staff').at(school).create();
    const [away, off, later, gone] = [
      await called('Awa State'),
      await called('Off State'),
      await called('Later State'),
      await called('Gone State'),
    ];
    await ofPerson(`update app.person set away_until = now() + interval '1 day'`, away.id);
    await ofPerson('update app.person set suspended_at = now()', off.id);
    const ofPost = (set: string, id: string) =>
      asOwner(the, `update app.post set ${set} where tenant_id = $1 and person_id = $2`, id);
    await ofPost(`since = now() + interval '1 day'`, later.id);
    await ofPost(`until = now() - interval '1 day'`, gone.id);
    const states = (await found({ words: 'state' })).items.map(({ name, state }) => [name, state]);
    expect(states).toEqual([
      ['Awa State', 'unavailable'],
      ['Gone State', 'left'],
      ['Later State', 'starting'],
      ['Off State', 'unavailable'],
    ]);
    expect(namesOf(await found({ words: 'state', state: 'left' }))).toEqual(['Gone State']);
    expect(await shown(off.id)).toMatchObject({ state: 'unavailable', offDuty: true, hasAccount: false });
    expect(await shown(away.id)).toMatchObject({ state: 'unavailable', offDuty: false });
  });

  it('§3.18 known only through a case are not there, in no list, by no name and by no id', async () => {
    const { trust } = the.town;
    const id = uuidv7();
    await the.database.owner.run({ tenantId: trust.id, actor: 'test' }, (tx) =>
      addPerson(tx, id, { name: 'Casey Onlycase', email: 'casey@example.test', phone: null }),
    );
    expect(JSON.stringify(await found({ limit: 100 }))).not.toContain('Onlycase');
    expect((await found({ words: 'casey' })).total).toBe(0);
    const known = await admin.get(`/api/people/${id}`);
    const never = await admin.get(`/api/people/${uuidv7()}`);
    expect(problemOf(known, 404, 'notFound').title).toBe(problemOf(never, 404, 'notFound').title);
  });

  it('are for the central team alone, and whoever looked is written down without what they looked for', async () => {
    for (const who of [the.town.dsl, the.town.head, the.town.ceo, the.town.lead]) {
      const other = await signIn(the.server, who);
      problemOf(await other.post('/api/people/search', {}), 403, 'notAllowed');
      problemOf(await other.get(`/api/people/${the.town.dsl.id}`), 403, 'notAllowed');
    }
    await found({ words: 'Dana' });
    const rows = await asOwner<{ detail: object }>(
      the,
      `select detail from app.audit where tenant_id = $1 and verb = 'people.search' order by at desc limit 1`,
    );
    expect(rows).toEqual([{ detail: { shown: 1 } }]);
  });
});
