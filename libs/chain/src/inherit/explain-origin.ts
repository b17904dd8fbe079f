import type { Origin, Replaced } from './origin.ts';
import { describeLength } from '../clock/describe.ts';
import { listed } from './say-words.ts';
import { limit } from '../clock/length.ts';
import { SOURCE_STATUSES } from '../language/layer.ts';

/** 'from Norbury Vale Council; under a floor of Larkfield Trust; in place of 24 hours from National guidance' */
export function sayOrigin(origin: Origin): string {
  const before = origin.replaced.map(sayReplaced);
  const others = origin.floorBy.filter(({ title }) => title !== origin.by.title);
  const itself = others.length < origin.floorBy.length ? ', as a floor' : '';
  return [
    `from ${origin.by.title}${sayEvidenceFor(origin)}${itself}`,
    ...(others.length === 0 ? [] : [`under a floor of ${listed(others.map(({ title }) => title))}`]),
    ...(before.length === 0 ? [] : [`in place of ${listed(before)}`]),
  ].join('; ');
}

function sayReplaced({ by, value }: Replaced): string {
  const read = limit.safeParse(value);
  return `${read.success ? describeLength(read.data) : 'what was said'} from ${by.title}`;
}

/** How sure the number is, where somebody said. */
function sayEvidenceFor({ from }: Origin): string {
  if (from?.source === undefined) return '';
  const how = from.status === undefined ? '' : `, ${SOURCE_STATUSES[from.status]}`;
  return ` (${from.source}${how})`;
}
