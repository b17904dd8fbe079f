import { isKept, isSame } from './kept.ts';
import type { EvidenceField } from '../language/evidence.ts';

/**
 * Whether one field asks for at least what another does: of the same kind, required where that was, wherever that was
 * asked, accepting nothing that was not accepted. Its words may differ.
 */
export function isFieldAsStrict(below: EvidenceField, above: EvidenceField): boolean {
  if (below.id !== above.id || below.kind !== above.kind) return false;
  if (above.required && !below.required) return false;
  return isAskedAsOften(below, above) && acceptsNoMore(below, above);
}

function isAskedAsOften(below: EvidenceField, above: EvidenceField): boolean {
  if (below.onlyFor === undefined) return true;
  return above.onlyFor !== undefined && isKept(above.onlyFor, below.onlyFor);
}

/** A list of choices may become shorter, never longer; contact of either kind may become contact of one. */
function acceptsNoMore(below: EvidenceField, above: EvidenceField): boolean {
  if ('options' in below && 'options' in above) {
    return isKept(Object.keys(below.options), Object.keys(above.options));
  }
  if (below.kind === 'contact' && above.kind === 'contact') {
    return below.with === above.with && (above.as === 'either' || below.as === above.as);
  }
  return isSame(namedBy(below), namedBy(above));
}

/** The fact, event or role that a field is about. */
function namedBy(field: EvidenceField): string | undefined {
  if (field.kind === 'fact') return field.fact;
  if (field.kind === 'date') return field.event;
  return field.kind === 'appoint' ? field.role : undefined;
}
