import { isPost } from '@trustward/chain';
import type { Effect, TellEffect } from '@trustward/chain';
import type { Cast } from '../stage/cast.ts';
import type { Finding } from './finding.ts';
import type { CaseRecord, DeliveryRow } from './record.ts';

/** Whatever had to be told was told once, to whoever had to hear it and to nobody else. */
export function noticesOf(record: CaseRecord, effects: readonly Effect[], cast: Cast): Finding[] {
  const tells = new Map(effects.flatMap((it) => (it.kind === 'tell' ? [[it.key, it] as const] : [])));
  const deliveries = new Map(record.deliveries.map((it) => [it.key, it]));
  const strange = [...deliveries.keys()].filter((key) => !tells.has(key));
  return [
    ...strange.map((key) =>
      wrong(`${record.id} ${key} was told, and nothing came of which it was to be told`),
    ),
    ...[...tells.values()].flatMap((tell) => oneOf(record, tell, deliveries.get(tell.key), cast)),
  ];
}

function oneOf(
  record: CaseRecord,
  tell: TellEffect,
  delivery: DeliveryRow | undefined,
  cast: Cast,
): Finding[] {
  const name = `${record.id} ${tell.key}`;
  if (delivery === undefined) return [wrong(`${name} was to be told, and is not there`)];
  const { must, may } = audienceOf(tell, record, cast);
  // Where each who leads could not be reached, it waits until somebody else does.
  const expected = may.length === 0 ? 'nobody' : 'sent';
  if (delivery.state !== expected) return [wrong(`${name} is ${delivery.state}, not ${expected}`)];
  const told = [...(delivery.toldTo ?? [])].sort();
  const notices = record.notices.filter(({ key }) => key === tell.key);
  const reached = notices.map(({ person }) => person).sort();
  const left = must.filter((person) => !told.includes(person));
  const more = told.filter((person) => !must.includes(person) && !may.includes(person));
  return [
    ...(told.join() === reached.join()
      ? []
      : [wrong(`${name} was told to ${told.length}, in the portal to ${reached.length}`)]),
    ...(notices.every(({ at }) => at === tell.at) ? [] : [wrong(`${name} was told of another instant`)]),
    ...(left.length === 0 ? [] : [wrong(`${name} did not reach ${left.join(', ')}`)]),
    ...(more.length === 0 ? [] : [wrong(`${name} reached ${more.join(', ')}`)]),
  ];
}

/** Whoever holds the posts, which nobody changes; a role of the case may have been given to another before or since. */
function audienceOf({ to }: TellEffect, { state }: CaseRecord, cast: Cast) {
  const { recused } = state;
  if ('person' in to) return { must: [to.person].filter((one) => !recused.includes(one)), may: [to.person] };
  const kept = (person: string): boolean => to.except?.includes(person) !== true;
  const must = cast.flatMap(({ post, who }) => (to.roles.includes(post) && kept(who.id) ? [who.id] : []));
  const hasRole = to.roles.some((role) => !isPost(role));
  const everybody = cast.map(({ who }) => who.id).filter(kept);
  return { must: must.filter((one) => !recused.includes(one)), may: hasRole ? everybody : must };
}

const wrong = (sentence: string): Finding => ({ what: 'notices', sentence });
