import { establishLayers } from '@trustward/casework';
import { parseLayer } from '@trustward/chain';
import type { EvidenceField } from '@trustward/chain';
import type { CaseView, EvidenceAnswer } from '@trustward/contracts';
import { listPacks, loadAuthorities, loadPack } from '@trustward/packs';
import type { ProcessWorld } from './process-world.ts';

/** A word that nobody else writes: wherever it is found, something that a person wrote went there. */
export const CANARY = 'canaryQX7';
export const written = (of: string): string => `${CANARY} ${of}`;
export const CANARY_PHONE = '07700 900 417';

/** One form, of many fields, to a step. */
const FIELDS_OF_A_STEP = 40;
const TAKES_WORDS: ReadonlySet<string> = new Set(['line', 'note', 'reference', 'contact', 'phone']);
const CHAIN = 'every-form';

/** Every field of every form that ships and takes words, each once, under an id that no other has. */
function everyFieldOfWords(): readonly EvidenceField[] {
  const fields = new Map<string, EvidenceField>();
  for (const authority of loadAuthorities().map(({ id }) => id)) {
    for (const chain of listPacks().flatMap((pack) => loadPack(pack, authority))) {
      for (const { id: step, evidence } of chain.steps) {
        for (const { onlyFor: _any, ...field } of evidence.filter(({ kind }) => TAKES_WORDS.has(kind))) {
          const id = [chain.id, step, field.id]
            .join('-')
            .replaceAll(/-+(\w)/g, (_all, next: string) => next.toUpperCase());
          fields.set(id, { ...field, id });
        }
      }
    }
  }
  return [...fields.values()];
}

/** A procedure that asks, in as few steps as can be, all that those that ship ask. */
export async function publishEveryForm({ trust, database }: ProcessWorld): Promise<string> {
  const fields = everyFieldOfWords();
  const steps = Array.from({ length: Math.ceil(fields.length / FIELDS_OF_A_STEP) }, (_, n) => ({
    ...{
      id: `form-${n + 1}`,
      title: `Form ${n + 1}`,
      sentence: 'Fill it in.',
      owner: ['dsl', 'headteacher'],
    },
    evidence: fields.slice(n * FIELDS_OF_A_STEP, (n + 1) * FIELDS_OF_A_STEP),
  }));
  const about = { id: CHAIN, version: 1, title: 'Every form', sentence: 'All of them.', about: 'child' };
  const layer = { layer: 'trust', id: 'forms', version: 1, title: 'Every form', language: 2 };
  const read = parseLayer({ ...layer, chains: [{ language: 2, ...about, steps }] });
  if (!read.ok) throw new Error(JSON.stringify(read.mistakes));
  await database.owner.run({ tenantId: trust.id, actor: 'test' }, (tx) => establishLayers(tx, [read.layer]));
  return CHAIN;
}

/** A task's form as somebody fills it in for an outcome: words wherever there can be words. */
export function filledIn(
  { form: { evidence, answers } }: CaseView['tasks'][number],
  outcome?: string,
): Record<string, EvidenceAnswer> {
  const asked = evidence.filter(
    ({ kind, onlyFor }) =>
      kind !== 'attachment' &&
      (onlyFor === undefined || (outcome !== undefined && onlyFor.includes(outcome))),
  );
  return Object.fromEntries(
    asked.map((field) => [field.id, answerTo(field, answers[field.id]?.[0]?.code ?? '')]),
  );
}

function answerTo(field: EvidenceField, known: string): EvidenceAnswer {
  switch (field.kind) {
    case 'contact':
      return { who: written(field.id), as: field.as === 'advice' ? 'advice' : 'referral' };
    case 'phone':
      return CANARY_PHONE;
    case 'attest':
      return true;
    case 'choice':
      return Object.keys(field.options)[0] ?? '';
    case 'choices':
      return Object.keys(field.options);
    case 'instant':
    case 'date':
      return new Date().toISOString();
    case 'fact':
    case 'appoint':
    case 'attachment':
      return known;
    default:
      return written(field.id);
  }
}
