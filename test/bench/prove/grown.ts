import type { Chain, Moment, Step } from '@trustward/chain';

/** A chain made larger, for seeing how the cost of a proof grows. */
export interface Grown {
  readonly name: string;
  readonly chain: Chain;
}

export function grown(chain: Chain): Grown[] {
  return [
    { name: 'steps-twice-in-a-row', chain: inARow(chain) },
    { name: 'steps-twice-side-by-side', chain: sideBySide(chain) },
    { name: 'facts-twice', chain: factsTwice(chain) },
    { name: 'roles-twice', chain: rolesTwice(chain) },
  ];
}

const again = (name: string): string => `${name}-again`;

/** Where a step is named; an outcome or a kind of act may have the same name. */
const NAMING = new Set(['done', 'ended', 'outcome', 'late', 'childEnded', 'step', 'bypassed', 'countersign']);

/** The same steps under other names, which know only each other. */
function copies({ steps }: Chain): Step[] {
  return steps.map((step) => {
    const copy = JSON.parse(JSON.stringify(step), (key, value: unknown) =>
      typeof value === 'string' && NAMING.has(key) ? again(value) : value,
    ) as Step;
    return { ...copy, id: again(step.id), otherThanDoerOf: step.otherThanDoerOf.map(again) };
  });
}

/** Without its holds, which would bind both halves. Whatever came up with the case comes up once the first half would have closed it; the second half closes it. */
function inARow(chain: Chain): Chain {
  const last = closingOf(chain);
  const first = chain.steps.map((step) => (step.closes === undefined ? step : withoutClosing(step)));
  const second = copies(chain).map((step): Step =>
    step.after === undefined ? { ...step, after: { ended: last } } : step,
  );
  return { ...chain, holds: {}, steps: [...first, ...second] };
}

/** Both halves come up with the case, and the one step that closes it waits for both. */
function sideBySide(chain: Chain): Chain {
  const last = closingOf(chain);
  const first = chain.steps.map((step): Step => {
    if (step.closes === undefined) return step;
    const second: Moment = { ended: again(last) };
    return { ...step, after: step.after === undefined ? second : { all: [step.after, second] } };
  });
  return { ...chain, holds: {}, steps: [...first, ...copies(chain).map(withoutClosing)] };
}

function closingOf({ steps }: Chain): string {
  return steps.find(({ closes }) => closes !== undefined)?.id ?? '';
}

function withoutClosing({ closes, ...step }: Step): Step {
  return { ...step, does: closes === undefined ? step.does : [] };
}

/** Each question of the opening twice, and each condition that asks for an answer asks for both. */
function factsTwice(chain: Chain): Chain {
  const asked = Object.entries(chain.facts).filter(([, { askedIn }]) => askedIn === undefined);
  const twice = new Set(asked.map(([id]) => id));
  const steps = JSON.parse(JSON.stringify(chain.steps), (_, value: unknown) =>
    isFact(value) && twice.has(value.fact) ? { any: [value, { ...value, fact: again(value.fact) }] } : value,
  ) as Step[];
  const facts = asked.map(([id, { danger: _danger, ...fact }]) => [again(id), fact] as const);
  return { ...chain, steps, facts: { ...chain.facts, ...Object.fromEntries(facts) } };
}

function isFact(value: unknown): value is { readonly fact: string; readonly is: unknown } {
  return typeof value === 'object' && value !== null && 'fact' in value && 'is' in value;
}

/** Posts that no ladder named stand on every one, at its end. */
function rolesTwice(chain: Chain): Chain {
  const more = ['localChair', 'safeguardingGovernor', 'governor', 'hrAdviser', 'auditor', 'senco'] as const;
  const others = ['dataProtectionOfficer', 'informationGovernanceLead', 'deputyHead', 'staff'] as const;
  const steps = chain.steps.map((step) => ({
    ...step,
    owner: [...new Set([...step.owner, ...more, ...others])],
  }));
  return { ...chain, steps };
}
