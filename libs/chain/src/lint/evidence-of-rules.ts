import type { EvidenceField } from '../language/evidence.ts';

/** A kind of field; or `outcomes`, for a decision that the step itself asks for. */
export type EvidenceKind = EvidenceField['kind'] | 'outcomes';

interface Demand {
  /** What must be there to read afterwards. */
  readonly what: string;
  /** Any one of these says it. */
  readonly kinds: readonly EvidenceKind[];
}

const WHO: Demand = { what: 'whom they spoke to', kinds: ['contact', 'line'] };
const WHEN: Demand = { what: 'when it was', kinds: ['instant'] };
const NUMBER: Demand = { what: 'the number they rang', kinds: ['phone'] };
const REFERENCE: Demand = { what: 'the reference that was given', kinds: ['reference', 'line'] };
const WHY: Demand = { what: 'the reasons', kinds: ['note'] };
const DECISION: Demand = { what: 'what was decided', kinds: ['outcomes', 'choice'] };
const ADVICE: Demand = { what: 'what was advised', kinds: ['note'] };
const WAY: Demand = { what: 'by which way it was sent', kinds: ['choice', 'contact', 'attest'] };
const TRACE: Demand = { what: 'what lets it be traced', kinds: ['reference', 'line', 'attachment'] };
const RECEIPT: Demand = { what: 'when it was received', kinds: ['instant'] };
const CONTENT: Demand = { what: 'what was said', kinds: ['note'] };
const RECORD: Demand = { what: 'the account in the exact words', kinds: ['attachment', 'note'] };
const CHECKS: Demand = { what: 'what was checked', kinds: ['choices', 'attest'] };
const BASIS: Demand = { what: 'what allows it', kinds: ['choice'] };
const OFFICER: Demand = { what: 'the Designated Officer who was told', kinds: ['contact'] };
const AGENCY: Demand = { what: 'the agency that was told', kinds: ['contact'] };
const ACTION: Demand = { what: 'what was done', kinds: ['note'] };
const COPY: Demand = { what: 'a copy', kinds: ['attachment'] };

/**
 * What the rows of the source documents want recorded, as far as a form can ask for it. The steps of a chain that answer a
 * rule must together ask for each.
 */
export const EVIDENCE_OF_RULES: Readonly<Record<string, readonly Demand[]>> = {
  '000.02': [WHEN, { what: 'what was said, or why not', kinds: ['note', 'choice'] }],
  '000.03': [WHO, ADVICE],
  '000.04': [BASIS, WHY],
  '000.05': [{ what: 'the risk to the person and to others', kinds: ['note'] }],
  '000.06': [CHECKS],
  '000.07': [DECISION, WHY],
  '000.13': [RECORD],
  '000.16': [WHO, WHEN, CONTENT],
  '000.17': [WAY, TRACE, RECEIPT],
  '000.23': [{ what: 'the employer who was told', kinds: ['contact'] }],
  '000.24': [DECISION, WHY],
  '000.25': [{ what: 'the team that was told', kinds: ['contact', 'line'] }, REFERENCE],
  '000.26': [WHO, WHEN, NUMBER, { what: 'how it was sent', kinds: ['choice'] }, TRACE],
  '000.27': [{ what: 'the unit that was told', kinds: ['contact', 'line'] }, REFERENCE],
  '000.28': [ACTION, WHEN],
  '000.29': [{ what: 'why it could not wait', kinds: ['note', 'choice'] }],
  '000.30': [DECISION, WHY],
  '000.31': [OFFICER, WHEN, ADVICE, REFERENCE],
  '000.32': [OFFICER, WHEN],
  '000.33': [AGENCY, WHEN, REFERENCE],
  '001.04': [BASIS],
  '001.06': [CHECKS],
  '001.08': [{ what: 'when the report was sent', kinds: ['instant'] }, DECISION],
  '001.09': [WHO, WHEN],
  '001.10': [WHO, WHEN],
  '001.11': [WHO, ACTION],
  '001.12': [WHEN, ACTION],
  '001.14': [WHEN, WAY, TRACE],
  '001.24': [{ what: 'that no secrecy was promised', kinds: ['attest'] }],
  '001.27': [WHO, WHEN, ADVICE],
  '002.05': [COPY],
  '003.01': [WHO, ADVICE],
  '003.05': [BASIS],
  '003.06': [BASIS],
  '003.11': [AGENCY],
  '003.12': [WHEN, REFERENCE],
  '003.22': [{ what: 'why it was put off', kinds: ['note', 'choice'] }],
  '003.39': [COPY],
};
