type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What each older language became in the next. Whoever adds a language adds the way to it here. */
const UPCASTS: Readonly<Record<number, (chain: Json) => Json>> = { 1: fromOneToTwo };

/** A chain in today's language, whatever language it was written in. What is not a chain is left as it is. */
export function upcast(value: unknown): unknown {
  let chain = value;
  while (isObject(chain) && typeof chain['language'] === 'number') {
    const next = Object.hasOwn(UPCASTS, chain['language']) ? UPCASTS[chain['language']] : undefined;
    if (next === undefined) break;
    chain = next(chain);
  }
  return chain;
}

/** Whether something is written in a language that nobody knows here: whatever else it says may mean anything. */
export const isOfTomorrow = (value: unknown): boolean => {
  const chain = upcast(value);
  return isObject(chain) && typeof chain['language'] === 'number' && chain['language'] !== 2;
};

/** Facts had no kind; a length set elsewhere named who sets it; the last of several steps was called lastDone. */
function fromOneToTwo(chain: Json): Json {
  return {
    ...chain,
    language: 2,
    ...(isObject(chain['facts']) ? { facts: eachOf(chain['facts'], withKind) } : {}),
    ...(Array.isArray(chain['steps']) ? { steps: chain['steps'].map(stepToTwo) } : {}),
  };
}

const eachOf = (group: Json, change: (value: unknown) => unknown): Json =>
  Object.fromEntries(Object.entries(group).map(([name, value]) => [name, change(value)]));

const withKind = (fact: unknown): unknown => (isObject(fact) ? { kind: 'choice', ...fact } : fact);

function stepToTwo(step: unknown): unknown {
  if (!isObject(step) || !isObject(step['clock'])) return step;
  const { from, setBy, ...clock } = step['clock'];
  return {
    ...step,
    clock: {
      ...clock,
      ...(from === undefined ? {} : { from: startToTwo(from) }),
      ...(setBy === undefined ? {} : { setBy: isObject(setBy) ? setBy['localAuthority'] : setBy }),
    },
  };
}

function startToTwo(from: unknown): unknown {
  if (!isObject(from) || !Array.isArray(from['lastDone'])) return from;
  return { latest: from['lastDone'].map((done: unknown) => ({ done })) };
}
