import { USUAL_CHOICE, contactSettings } from '@trustward/contracts';
import { describe, expect, it } from 'vitest';
import { problemOf } from './api-server.ts';
import { asOwner } from './mailed.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';
import type { SignedIn } from './signed-in.ts';

const the = aSetting();
const mine = async (who: SignedIn) =>
  contactSettings.strict().parse((await who.get('/api/me/contact').expect(200)).body);

describe('how somebody is told of what is not urgent', () => {
  it('is as usual until they choose, is theirs alone, and says where what is sent to them goes', async () => {
    const { town, server, database } = the;
    const [dsl, head] = [await signIn(server, town.dsl), await signIn(server, town.head)];
    expect(await mine(dsl)).toEqual({ choice: USUAL_CHOICE, email: town.dsl.email, phoneEnding: null });
    const choice = { soon: 'none', later: 'none', quiet: 'night' };
    await dsl.post('/api/me/contact', choice).expect(204);
    await dsl.post('/api/me/contact', { ...choice, quiet: 'evening' }).expect(204);
    expect((await mine(dsl)).choice).toEqual({ ...choice, quiet: 'evening' });
    expect((await mine(head)).choice).toEqual(USUAL_CHOICE);
    const others = await database.api.run(town.head.as, (tx) => tx.query('select from app.contact_choice'));
    expect(others).toEqual([]);
    const audited = await asOwner(
      the,
      `select from app.audit where tenant_id = $1 and person_id = $2 and verb = 'person.chooseContact'`,
      town.dsl.id,
    );
    expect(audited).toHaveLength(2);
  });

  it.each([
    [{ soon: 'email', later: 'daily' }],
    [{ soon: 'never', later: 'daily', quiet: 'none' }],
    [{ soon: 'email', later: 'daily', quiet: 'none', urgent: 'none' }],
  ])('refuses %j, so that nobody can leave out what is urgent', async (choice) => {
    const dsl = await signIn(the.server, the.town.dsl);
    problemOf(await dsl.post('/api/me/contact', choice), 400, 'badRequest');
  });
});
