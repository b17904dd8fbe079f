import { deliverNotice, takeUp, trustMailOf } from '@trustward/casework';
import { noticePage } from '@trustward/contracts';
import type { Somebody } from '@trustward/testing';
import { describe, expect, it } from 'vitest';
import { asking, problemOf } from './api-server.ts';
import { MAILING } from './mailed.ts';
import { PASSWORD } from './password.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';

const NEXT = 'seven grey herons';
const the = aSetting();

const attempt = (who: Somebody, password: string) =>
  asking(the.server).post('/api/sign-in').send({ email: who.email, password });
const hashOf = async (who: Somebody) => {
  const [row] = await the.database.ownerPlatform.query<{ hash: string }>(
    'select password_hash as hash from platform.account where email = $1',
    [who.email],
  );
  return row?.hash ?? '';
};

describe('changing my password', () => {
  it('lets me in by the new one alone, ends every other session of mine, and is audited without a word of it', async () => {
    const { dsl } = the.town;
    const other = await signIn(the.server, dsl);
    const here = await signIn(the.server, dsl);
    await here.post('/api/me/password', { current: PASSWORD, next: NEXT }).expect(204);
    problemOf(await other.get('/api/me'), 401, 'notSignedIn');
    await here.get('/api/me').expect(200);
    problemOf(await attempt(dsl, PASSWORD), 401, 'signInRefused');
    await attempt(dsl, NEXT).expect(200);
    expect(await hashOf(dsl)).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    const rows = await the.database.owner.run({ tenantId: the.town.trust.id, actor: 'test' }, (tx) =>
      tx.query<{ detail: object }>(
        `select detail from app.audit where person_id = $1 and verb = 'account.changePassword'`,
        [dsl.id],
      ),
    );
    expect(rows).toEqual([{ detail: { ended: 1 } }]);
    const { items } = noticePage.parse((await here.get('/api/notices').expect(200)).body);
    expect(items.map(({ because }) => because)).toEqual(['passwordChanged']);
    const [deliveryId = ''] = await trustMailOf(the.database.worker, the.town.trust.id);
    const at = { tenantId: the.town.trust.id, deliveryId };
    const { messages } = await deliverNotice(the.database.worker, at, MAILING);
    const letter = await takeUp(the.database.worker, {
      tenantId: at.tenantId,
      messageId: messages?.[0] ?? '',
    });
    expect(letter).toMatchObject({ because: 'passwordChanged', address: dsl.email });
    expect(the.server.log.join('')).not.toContain(NEXT);
  });

  it.each([
    ['wrong', NEXT, 'current', 'This is not your password'],
    [PASSWORD, PASSWORD, 'next', 'This is the password that you have now'],
    [PASSWORD, 'qwerty123456', 'next', 'Many people use this password'],
    [PASSWORD, 'HalHead 2026', 'next', 'mostly your name'],
    [PASSWORD, 'Elmbrook2026', 'next', 'mostly your name'],
    [PASSWORD, 'ababababababab', 'next', 'the same thing again'],
  ])('refuses %s → %s, and leaves everything as it was', async (current, next, field, words) => {
    const { head } = the.town;
    const before = await hashOf(head);
    const [other, here] = [await signIn(the.server, head), await signIn(the.server, head)];
    const problem = problemOf(await here.post('/api/me/password', { current, next }), 422, 'refused');
    expect(problem.fields?.[0]?.field).toBe(field);
    expect(problem.detail).toContain(words);
    expect(await hashOf(head)).toBe(before);
    await other.get('/api/me').expect(200);
  });

  it('asks for twelve characters as people count them, and for nothing else of them', async () => {
    const { deputy } = the.town;
    const here = await signIn(the.server, deputy);
    const short = await here.post('/api/me/password', { current: PASSWORD, next: '🦊🦉🦔🐸🐝🐌🦋🐢🐍🦎🐙' });
    expect(problemOf(short, 400, 'badRequest').fields).toEqual([
      { field: 'next', reason: 'Use 12 characters or more' },
    ]);
    await here.post('/api/me/password', { current: PASSWORD, next: 'abcdefghijkm' }).expect(204);
  });

  it('is nobody else’s to change, in the database either', async () => {
    const { lead, ceo } = the.town;
    const before = await hashOf(ceo);
    const changed = await the.database.api.run(lead.as, (tx) =>
      tx.query(`update platform.account set password_hash = 'x' where email = $1 returning id`, [ceo.email]),
    );
    expect(changed).toEqual([]);
    expect(await hashOf(ceo)).toBe(before);
    const nobody = await the.database.platform.query(
      `update platform.account set password_hash = 'x' returning id`,
    );
    expect(nobody).toEqual([]);
  });

  it('slows whoever guesses at the current one', async () => {
    const here = await signIn(the.server, the.town.governor);
    const guess = () => here.post('/api/me/password', { current: 'wrong', next: NEXT });
    for (let n = 0; n < 6; n++) await guess();
    const answers = await Promise.all(Array.from({ length: 9 }, guess));
    expect(answers.map(({ status }) => status)).toContain(429);
  });
});
