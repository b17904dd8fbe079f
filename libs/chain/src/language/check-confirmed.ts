import type { EvidenceField } from './evidence.ts';
import type { Mistake } from './mistake.ts';
import type { Step } from './step.ts';

/** What only whoever works here can say, or what must not follow from an outsider's word. */
const OURS: Readonly<Record<string, (step: Step) => boolean>> = {
  'a path': ({ path }) => path !== undefined,
  outcomes: ({ outcomes }) => outcomes !== undefined,
  'an approval': ({ approval }) => approval !== undefined,
  'a duty of one person': ({ personal }) => personal,
  'a time of theirs': ({ clock }) => clock?.whose !== undefined,
  'a case that it opens': ({ opens }) => opens !== undefined,
  'the end of the case': ({ closes }) => closes !== undefined,
  'an act of its own': ({ does }) => does.length > 0,
  'an answer, a date, an appointment or a contact on its form': ({ evidence }) => evidence.some(teaches),
};

const TEACHING: readonly EvidenceField['kind'][] = ['fact', 'date', 'appoint', 'contact'];
const teaches = ({ kind }: EvidenceField): boolean => TEACHING.includes(kind);

/** An agency's word says that something has come, and nothing else hangs on it. */
export function checkConfirmed(step: Step, path: string): Mistake[] {
  if (step.confirmedBy === undefined) return [];
  return Object.entries(OURS)
    .filter(([, has]) => has(step))
    .map(([what]) => ({
      path: `${path}.confirmedBy`,
      sentence: `"${step.title}" has ${what}, and so no agency can confirm it.`,
    }));
}
