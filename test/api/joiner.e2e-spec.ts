import { addPerson, markMissing } from '@trustward/casework';
import { peoplePage } from '@trustward/contracts';
import type { Change } from '@trustward/contracts';
import { uuidv7 } from '@trustward/database';
import { aPerson } from '@trustward/testing';
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { asking, problemOf } from './api-server.ts';
import { at, changesBy } from './changing.ts';
import { LONG, letterTo, opens, takes } from './inviting.ts';
import { asOwner } from './mailed.ts';
import { PASSWORD_HASH } from './password.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';
import type { SignedIn } from './signed-in.ts';
import { anOpenCase } from './story.ts';

const the = aSetting();
let admin: SignedIn;
let colleague: SignedIn;
const { draft, read, carryOut, applied, throughWith, putAside } = changesBy(
  the,
  () => admin,
  () => [admin, colleague],
);
beforeAll(async () => {
  admin = await signIn(the.server, the.town.administrator);
  const cora = aPerson(the.town.trust).named('Cora Central').withPasswordHash(PASSWORD_HASH);
  colleague = await signIn(the.server, await cora.as('trustAdministrator').create());
});

const joiner = (name: string, more: object = {}) => ({
  kind: 'joiner',
  name,
  email: `${name.toLowerCase().replace(' ', '.')}@elm.test`,
  begins: [{ role: 'deputyDsl', schoolId: the.town.school.id }],
  from: null,
  ...more,
});
const found = async (words: string) =>
  peoplePage.parse((await admin.post('/api/people/search', { words }).expect(200)).body).items;
const whoseOf = ({ edit }: Change): string =>
  edit.kind === 'joiner' ? edit.personId : expect.fail('It is another change.');
const said = ({ sentence, takesTwo, mayApply, state, total }: Change) => ({
  ...{ sentence, takesTwo, mayApply, state, total },
});

describe('somebody who joins', () => {
  it('§3.1 is in no list until somebody else has confirmed it, then holds the post, is mailed, and signs in by a password of theirs', async () => {
    const caseId = await anOpenCase(the.town, the.town.teacher);
    const drafted = await draft(joiner('Nia New'));
    expect(await found('nia')).toEqual([]);
    const counted = await carryOut(drafted);
    expect(counted).toMatchObject({
      of: 'Nia New',
      takesTwo: true,
      mayApply: false,
      state: 'counted',
      edit: { kind: 'joiner', email: 'nia.new@elm.test', begins: [{ school: 'Elm Primary School' }] },
    });
    // The cases of the school at which they begin are looked at first.
    expect(counted.total).toBeGreaterThan(0);
    problemOf(
      await admin.post(`/api/changes/${counted.id}/apply`, { version: counted.version }),
      422,
      'refused',
    );
    const personId = whoseOf(counted);
    problemOf(await admin.get(`/api/people/${personId}`), 404, 'notFound');
    await applied(counted);
    expect((await carryOut(counted)).state).toBe('applied');
    const [listed] = await found('nia');
    expect(listed).toMatchObject({ id: personId, state: 'active', invited: { mail: 'onItsWay' } });
    const { token, address } = await letterTo(the, personId);
    expect(address).toBe('nia.new@elm.test');
    await takes(the, token).expect(204);
    const { body } = await asking(the.server)
      .post('/api/sign-in')
      .send({ email: 'Nia.New@elm.test', password: LONG })
      .expect(200);
    expect(body).toMatchObject({ personId, posts: [{ role: 'deputyDsl' }] });
    const [reached] = await asOwner<{ applied: boolean }>(
      the,
      `select applied_at is not null as applied from app.change_case
        where tenant_id = $1 and change_id = $2 and case_id = $3`,
      ...[counted.id, caseId],
    );
    expect(reached).toEqual({ applied: true });
  });

  it('who may be somebody known here is kept from what they are kept from once it is confirmed, and shuts nobody out before', async () => {
    const { trust, lead } = the.town;
    const alike = (personId: string) =>
      asOwner<{ other: string }>(
        the,
        `select other_person_id as other from app.relationship
          where tenant_id = $1 and person_id = $2 and kind = 'samePerson'`,
        personId,
      );
    const counted = await carryOut(await draft(joiner(lead.name, { email: 'somebody.else@elm.test' })));
    const personId = whoseOf(counted);
    await markMissing(the.database.owner, trust.id);
    expect(await alike(personId)).toEqual([]);
    await carryOut(await applied(counted));
    expect((await alike(personId)).map(({ other }) => other)).toContain(lead.id);
  });

  it('is confirmed while cases go on: what nothing else would come of holds nobody up', async () => {
    const caseId = await anOpenCase(the.town, the.town.teacher);
    const counted = await carryOut(await draft(joiner('Gwen Goeson')));
    await asOwner(
      the,
      'update app.case_file set version = version + 1 where tenant_id = $1 and id = $2',
      caseId,
    );
    await anOpenCase(the.town, the.town.teacher);
    expect((await applied(counted)).state).toBe('applying');
    const reached = await carryOut(counted);
    expect(reached).toMatchObject({ state: 'applied', total: counted.total + 1 });
  });

  it('is answered in the same words whether nobody, a colleague, a person of a case or an account has that name and address', async () => {
    const { trust, dsl } = the.town;
    const known = uuidv7();
    await the.database.owner.run({ tenantId: trust.id, actor: 'test' }, (tx) =>
      addPerson(tx, known, { name: 'Casey Onlycase', email: 'casey.onlycase@elm.test', phone: null }),
    );
    const answers: unknown[] = [];
    for (const who of [
      joiner('Nobody Knows'),
      joiner('Casey Onlycase'),
      joiner(dsl.name, { email: dsl.email }),
    ]) {
      const counted = await carryOut(await draft(who));
      const confirmed = await carryOut(await applied(counted));
      answers.push([said(counted), said(confirmed)]);
      expect((await found(who.name)).map(({ invited }) => invited?.mail)).toContain('onItsWay');
      expect(whoseOf(counted)).not.toBe(known);
    }
    expect(new Set(answers.map((it) => JSON.stringify(it))).size).toBe(1);
  });

  it('is one however often the same click is sent, and is not another by the same', async () => {
    const eventId = randomUUID();
    const once = await draft({ ...joiner('Twice Sent'), eventId });
    const again = await draft({ ...joiner('Twice Sent'), eventId });
    expect(whoseOf(again)).toBe(whoseOf(once));
    problemOf(await admin.post('/api/changes', { ...joiner('Somebody Else'), eventId }), 409, 'stale');
    expect((await read(once)).of).toBe('Twice Sent');
  });

  it('who begins on a day may make their account before it, holds nothing until then, and is nobody once it is taken back', async () => {
    const waiting = await throughWith(await draft(joiner('Later Begin', { from: at(9) })));
    expect(waiting.state).toBe('waiting');
    const [listed] = await found('later');
    expect(listed).toMatchObject({ state: 'starting', invited: { mail: 'onItsWay' } });
    const { token } = await letterTo(the, whoseOf(waiting));
    await opens(the, token).expect(200);
    await putAside(waiting).expect(200);
    expect(await found('later')).toEqual([]);
    problemOf(await opens(the, token), 404, 'notFound');
  });

  it('needs a name, an address, a post that there is, and a school where the post is of one', async () => {
    const people = async () => (await asOwner(the, 'select id from app.person where tenant_id = $1')).length;
    const before = await people();
    const asked = (more: object) =>
      admin.post('/api/changes', { eventId: randomUUID(), ...joiner('Nora Nearly', more) });
    for (const wrong of [{ name: ' ' }, { email: 'nora' }, { begins: [] }]) {
      problemOf(await asked(wrong), 400, 'badRequest');
    }
    problemOf(await asked({ begins: [{ role: 'dsl', schoolId: null }] }), 422, 'refused');
    problemOf(await asked({ begins: [{ role: 'dsl', schoolId: randomUUID() }] }), 404, 'notFound');
    // Of whom nothing was drafted nothing is kept.
    expect(await people()).toBe(before);
  });
});
