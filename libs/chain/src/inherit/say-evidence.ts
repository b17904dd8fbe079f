import type { EvidenceField } from '../language/evidence.ts';
import { namesOf } from './say-names.ts';
import type { Names } from './say-names.ts';
import { listed, quoted, sayParty, sayRole } from './say-words.ts';
import type { Chain } from '../language/chain.ts';

const KINDS: Readonly<Record<EvidenceField['kind'], string>> = {
  line: 'a line',
  note: 'a note',
  phone: 'a telephone number',
  instant: 'a date and time',
  choice: 'one of',
  choices: 'any of',
  attest: 'confirmed',
  attachment: 'a file',
  reference: 'their reference',
  contact: 'whom they spoke to',
  fact: 'the answer to',
  date: 'the date of',
  appoint: 'somebody named as',
};

/** 'Who told you (a line)', 'Tracking number (a line, if there is one)' */
export function sayField(names: Names, step: string, field: EvidenceField): string {
  const asides = [
    kindOf(names, field),
    ...(field.required ? [] : ['if there is one']),
    ...(field.onlyFor === undefined
      ? []
      : [`only where it ends with ${names.outcomes(step, field.onlyFor)}`]),
  ];
  return `${field.label.replace(/[.:]$/, '')} (${asides.join(', ')})`;
}

function kindOf(names: Names, field: EvidenceField): string {
  const kind = KINDS[field.kind];
  if ('options' in field) return `${kind} ${listed(Object.values(field.options).map(quoted), 'or')}`;
  if (field.kind === 'contact') return `${kind} at ${sayParty(field.with)}, ${AS[field.as]}`;
  if (field.kind === 'fact') return `${kind} ${names.question(field.fact)}`;
  if (field.kind === 'date') return `${kind} ${names.event(field.event)}`;
  return field.kind === 'appoint' ? `${kind} ${sayRole(field.role)}` : kind;
}

const AS = {
  advice: 'for advice',
  referral: 'as a referral',
  either: 'for advice or as a referral',
} as const;

export const sayEvidence = (chain: Chain, step: { id: string; evidence: readonly EvidenceField[] }): string =>
  step.evidence.map((field) => sayField(namesOf(chain), step.id, field)).join('; ');
