import * as z from 'zod';
import { chain } from './chain.ts';
import { step } from './step.ts';
import { slug } from './words.ts';

const { shape } = step;
const whole = chain.shape;

/** What may be changed in a step from above. What is left out stays; what may be absent is taken away by `null`. */
export const stepChange = z.strictObject({
  id: slug,
  title: shape.title.optional(),
  sentence: shape.sentence.optional(),
  stage: shape.stage.nullable(),
  path: shape.path.nullable(),
  after: shape.after.nullable(),
  when: shape.when.nullable(),
  until: shape.until.nullable(),
  owner: shape.owner.optional(),
  personal: shape.personal.unwrap().optional(),
  optional: shape.optional.unwrap().optional(),
  otherThanDoerOf: shape.otherThanDoerOf.unwrap().optional(),
  clock: shape.clock.nullable(),
  remind: shape.remind.unwrap().optional(),
  unacknowledged: shape.unacknowledged.unwrap().optional(),
  late: shape.late.unwrap().optional(),
  evidence: shape.evidence.unwrap().optional(),
  outcomes: shape.outcomes.nullable(),
  repeat: shape.repeat.nullable(),
  approval: shape.approval.nullable(),
  gates: shape.gates.unwrap().optional(),
  does: shape.does.unwrap().optional(),
  opens: shape.opens.nullable(),
  closes: shape.closes.nullable(),
  inForce: shape.inForce.nullable(),
  /** Added to what layers above already marked. */
  floors: shape.floors.unwrap().optional(),
  rules: shape.rules.unwrap().optional(),
  cites: shape.cites.unwrap().optional(),
  /** Where a step that is new stands. Absent: at the end. A step from above stays where it stands. */
  place: z.strictObject({ after: slug }).optional(),
});
export type StepChange = z.infer<typeof stepChange>;

/** A chain from a layer above, changed. A step whose id is unknown there is a new one and must be whole. */
export const amendment = z.strictObject({
  language: z.literal(2),
  /** The chain from above. */
  amends: slug,
  version: z.int().min(1),
  title: whole.title.optional(),
  sentence: whole.sentence.optional(),
  steps: z.array(stepChange).max(500).default([]),
  /** Steps from above that are left out here. One of which a layer above marked anything as a floor cannot be. */
  omit: z.array(slug).max(100).default([]),
  /** By name: those that are new are added, those from above replaced. */
  facts: whole.facts.unwrap().optional(),
  events: whole.events.unwrap().optional(),
  stages: whole.stages.unwrap().optional(),
  holds: whole.holds.unwrap().optional(),
  waiver: whole.waiver.nullable(),
  mistake: whole.mistake.nullable(),
  handOver: whole.handOver.nullable(),
  targets: whole.targets.unwrap().optional(),
  /** Added to those from above. */
  rules: whole.rules.unwrap().optional(),
});
export type Amendment = z.infer<typeof amendment>;
