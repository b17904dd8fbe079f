import { randomUUID } from 'node:crypto';
import { establishLayers } from '@trustward/casework';
import { parseLayer } from '@trustward/chain';
import type { CaseView, Change } from '@trustward/contracts';
import { aCase, aPerson } from '@trustward/testing';
import { PASSWORD, PASSWORD_HASH } from '../../api/password.ts';
import type { ApiProcess } from './api-process.ts';
import { signIn, type Answer, type Browser } from './browser.ts';
import { CANARY, CANARY_PHONE, written } from './canaries.ts';
import type { NotifyServer } from './notify-server.ts';
import type { ProcessWorld } from './process-world.ts';
import { until } from './until.ts';

const OWNER = ['dsl', 'deputyDsl', 'headteacher', 'trustSafeguardingLead'];
const TOLD = ['headteacher', 'trustSafeguardingLead'];

/** A procedure of no product, in which nearly everything can be asked for beside doing a task. */
const CHAIN = {
  ...{ language: 2, id: 'every-act', version: 1, title: 'Every act', sentence: 'All of them.' },
  ...{ about: 'child', facts: { wet: { kind: 'yesNo', question: 'Does it rain?' } } },
  events: { seen: { title: 'It was seen' } },
  mistake: { agreedBy: ['headteacher', 'ceo'] },
  holds: {
    quiet: {
      ...{ title: 'Nobody asks', sentence: 'Not yet.', until: { done: 'ask' }, agreedBy: ['police'] },
      ...{ forbids: ['interview'], allows: ['makeSafe'] },
      release: { by: ['dsl'], grantedBy: ['trustSafeguardingLead', 'ceo'] },
    },
  },
  steps: [
    {
      ...{
        id: 'look',
        title: 'Look',
        sentence: 'Well.',
        owner: OWNER,
        late: [{ tell: TOLD, every: { workingDays: 1 } }],
      },
      clock: {
        ...{ within: { hours: 4 }, from: 'awareness' },
        mayPause: {
          ...{ reasons: { fog: 'Nothing can be seen' }, by: ['dsl'], agreedBy: ['headteacher'] },
          atMost: { hours: 12 },
        },
      },
    },
    { id: 'ask', title: 'Ask', sentence: 'Kindly.', owner: OWNER },
  ],
};

interface Stage {
  readonly world: ProcessWorld;
  readonly api: ApiProcess;
}

const taken = async (by: Browser, to: string, body: object): Promise<Answer> => {
  const answer = await by.post(to, body);
  if (answer.status >= 300) throw new Error(`${to}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer;
};

const acted = (by: Browser, to: string, body: object): Promise<Answer> =>
  taken(by, to, { eventId: randomUUID(), ...body });

async function publish({ trust, database }: ProcessWorld): Promise<void> {
  const layer = { layer: 'trust', id: 'acts', version: 1, title: 'Every act', language: 2, chains: [CHAIN] };
  const read = parseLayer(layer);
  if (!read.ok) throw new Error(JSON.stringify(read.mistakes));
  await database.owner.run({ tenantId: trust.id, actor: 'test' }, (tx) => establishLayers(tx, [read.layer]));
}

/**
 * A clock that is stopped, a hold that does not end and then does, a mistake that is none and one that is, somebody who is
 * let see it, and somebody who stands down: with words of their own, which the record gives back.
 */
export async function everyAct({ world, api }: Stage): Promise<{ said: readonly string[]; record: string }> {
  await publish(world);
  const { trust, school, people } = world;
  const by = async (who: keyof typeof people) => signIn(api, people[who]);
  const [dsl, head, lead] = [await by('dsl'), await by('head'), await by('lead')];
  const open = async () =>
    (await aCase(trust, people.teacher, school, { chainId: CHAIN.id, facts: { wet: 'no' } })).caseId;
  const [caseId, mistaken] = [await open(), await open()];
  const said: string[] = [];
  const reason = (of: string): { reason: string } => {
    said.push(written(of));
    return { reason: written(of) };
  };
  const on = async (who: Browser, what: string, body: object) => {
    const { tasks } = (await dsl.get(`cases/${caseId}`)).body as CaseView;
    const version = tasks.find(({ step }) => step === 'look')?.version;
    await acted(who, `cases/${caseId}/duties/look/${what}`, { version, ...body });
  };
  const pause = (of: string) => ({ reason: 'fog', why: reason(of).reason });
  await on(dsl, 'pause', pause('asks to pause'));
  await on(head, 'decline', { to: 'pause', ...reason('does not pause') });
  await on(dsl, 'pause', pause('asks again to pause'));
  await on(head, 'agree', { to: 'pause' });
  await on(dsl, 'resume', reason('runs on'));
  const owedIn = async (id: string) => ({
    owed: ((await dsl.get(`cases/${id}`)).body as CaseView).acts.owed,
  });
  const release = async (who: Browser, how: string, of: string) =>
    acted(who, `cases/${caseId}/holds/quiet/${how}-release`, {
      ...reason(of),
      ...(how === 'grant' && (await owedIn(caseId))),
    });
  await release(dsl, 'ask', 'asks to release');
  await release(lead, 'decline', 'does not release');
  await release(dsl, 'ask', 'asks again to release');
  await release(lead, 'grant', 'releases');
  const says = async (who: Browser, id: string, how: string, of: string) =>
    acted(who, `cases/${id}/mistake/${how}`, { ...reason(of), ...(await owedIn(id)) });
  await says(dsl, caseId, 'ask', 'says a mistake');
  await acted(head, `cases/${caseId}/mistake/decline`, reason('says no mistake'));
  await acted(dsl, `cases/${caseId}/events/seen`, reason('saw it'));
  await acted(dsl, `cases/${caseId}/answers/wet`, { answer: 'yes', ...reason('it rains') });
  await says(dsl, mistaken, 'ask', 'says another mistake');
  await says(head, mistaken, 'agree', 'agrees that it was');
  const share = { to: people.teacher.id, part: 'everything', days: 3, ...reason('needs to know') };
  await acted(dsl, `cases/${caseId}/shares`, share);
  const shown = await (await by('teacher')).get(`shared/${caseId}`);
  if (shown.status !== 200) throw new Error(`what is shared was answered ${shown.status}`);
  await acted(head, `cases/${caseId}/stand-down`, reason('stands down'));
  const record = [
    `cases/${caseId}/timeline?limit=100`,
    `cases/${mistaken}/timeline?limit=100`,
    `cases/${caseId}/shares`,
  ];
  const read = await Promise.all(record.map(async (at) => JSON.stringify((await dsl.get(at)).body)));
  return { said, record: read.join('\n') };
}

/** A number that was rung and hours of an authority, which another confirms, and hours that are none. */
export async function holdsOtherwise({ world, api }: Stage, admin: Browser): Promise<void> {
  const { authorityId } = world.trust;
  const draft = (hours: string) => ({
    kind: 'authority',
    eventId: randomUUID(),
    authorityId,
    hours,
    limits: {},
  });
  const refused = await admin.post('changes', draft(written('hours')));
  if (refused.status !== 422) throw new Error(`hours of no sense were answered ${refused.status}`);
  const leaders = [await signIn(api, world.people.lead), await signIn(api, world.people.ceo)];
  const number = { kind: 'number', eventId: randomUUID(), authorityId, about: 'child', number: CANARY_PHONE };
  for (const drafted of [number, draft('Monday to Thursday, 9:00 to 16:00')]) {
    const { id } = (await taken(admin, 'changes', drafted)).body as Change;
    const seenBy = async (who: Browser) => (await who.get(`changes/${id}`)).body as Partial<Change>;
    const is = (state: string) =>
      until(
        `the ${drafted.kind} ${state}`,
        () => seenBy(admin),
        (it) => it.state === state,
      );
    const { version } = await is('counted');
    const answers = await Promise.all(leaders.map((who) => who.post(`changes/${id}/apply`, { version })));
    if (!answers.some(({ status }) => status === 200)) throw new Error('Nobody was drawn.');
    await is('applied');
  }
}

/** Somebody of the central team, who has written their own name. */
export async function anAdministrator({ world, api }: Stage): Promise<Browser> {
  const one = aPerson(world.trust).named(written('administrator')).withPasswordHash(PASSWORD_HASH);
  return signIn(api, await one.as('trustAdministrator').create());
}

/** Another password, by which one then signs in. */
export async function takesPassword({ world, api }: Stage): Promise<void> {
  const { ceo } = world.people;
  const next = `${written('password')} of a heron`;
  await taken(await signIn(api, ceo), 'me/password', { current: PASSWORD, next });
  const credentials = { method: 'POST', headers: { 'content-type': 'application/json' } };
  const body = JSON.stringify({ email: ceo.email, password: next });
  const { status } = await fetch(`${api.url}/api/sign-in`, { ...credentials, body });
  if (status !== 200) throw new Error(`the new password was answered ${status}`);
}

/** The trust's own service, whose key and token carry the word too; then it is tried. */
export async function givesKey(
  admin: Browser,
  { ownKey }: NotifyServer,
  emailTemplate: string,
): Promise<void> {
  const apiKey = ownKey.replace('own', CANARY);
  await taken(admin, 'trust/notify', {
    ...{ apiKey, emailTemplate, textTemplate: null },
    callbackToken: written('token-of-the-service').replaceAll(' ', '-'),
  });
  const { given } = (await admin.get('trust/notify')).body as { given: { at: string } };
  await taken(admin, 'trust/notify/try', { given: given.at });
}
