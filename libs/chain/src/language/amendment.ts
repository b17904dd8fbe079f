import * as z from 'zod/mini';
import { chain } from './chain.ts';
import { step } from './step.ts';
import { slug } from './words.ts';

const { shape } = step;
const whole = chain.shape;

/** What may be changed in a step from above. What is left out stays; what may be absent is taken away by `null`. */
export const stepChange = z.strictObject({
  id: slug,
  title: z.optional(shape.title),
  sentence: z.optional(shape.sentence),
  stage: z.nullable(shape.stage),
  path: z.nullable(shape.path),
  after: z.nullable(shape.after),
  eachTime: z.nullable(shape.eachTime),
  when: z.nullable(shape.when),
  until: z.nullable(shape.until),
  owner: z.optional(shape.owner),
  personal: z.optional(shape.personal.def.innerType),
  confirmedBy: z.nullable(shape.confirmedBy),
  optional: z.optional(shape.optional.def.innerType),
  otherThanDoerOf: z.optional(shape.otherThanDoerOf.def.innerType),
  clock: z.nullable(shape.clock),
  remind: z.optional(shape.remind.def.innerType),
  unacknowledged: z.optional(shape.unacknowledged.def.innerType),
  late: z.optional(shape.late.def.innerType),
  evidence: z.optional(shape.evidence.def.innerType),
  outcomes: z.nullable(shape.outcomes),
  repeat: z.nullable(shape.repeat),
  approval: z.nullable(shape.approval),
  gates: z.optional(shape.gates.def.innerType),
  does: z.optional(shape.does.def.innerType),
  opens: z.nullable(shape.opens),
  closes: z.nullable(shape.closes),
  inForce: z.nullable(shape.inForce),
  /** Added to what layers above already marked. */
  floors: z.optional(shape.floors.def.innerType),
  rules: z.optional(shape.rules.def.innerType),
  cites: z.optional(shape.cites.def.innerType),
  /** Where a step that is new stands. Absent: at the end. A step from above stays where it stands. */
  place: z.optional(z.strictObject({ after: slug })),
});
export type StepChange = z.infer<typeof stepChange>;

/** A chain from a layer above, changed. A step whose id is unknown there is a new one and must be whole. */
export const amendment = z.strictObject({
  language: z.literal(2),
  /** The chain from above. */
  amends: slug,
  version: z.int().check(z.gte(1)),
  title: z.optional(whole.title),
  sentence: z.optional(whole.sentence),
  steps: z._default(z.array(stepChange).check(z.maxLength(500)), []),
  /** Steps from above that are left out here. One of which a layer above marked anything as a floor cannot be. */
  omit: z._default(z.array(slug).check(z.maxLength(100)), []),
  /** By name: those that are new are added, those from above replaced. */
  facts: z.optional(whole.facts.def.innerType),
  events: z.optional(whole.events.def.innerType),
  stages: z.optional(whole.stages.def.innerType),
  holds: z.optional(whole.holds.def.innerType),
  waiver: z.nullable(whole.waiver),
  mistake: z.nullable(whole.mistake),
  handOver: z.nullable(whole.handOver),
  targets: z.optional(whole.targets.def.innerType),
  /** Added to those from above. */
  rules: z.optional(whole.rules.def.innerType),
});
export type Amendment = z.infer<typeof amendment>;
