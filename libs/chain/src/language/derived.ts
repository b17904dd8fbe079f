/** What is derived from a thing that is never changed, as a chain is not once a case is pinned to it: kept as long as it lives. */
export function derived<Thing extends object, Value>(
  derive: (thing: Thing) => Value,
): (thing: Thing) => Value {
  const known = new WeakMap<Thing, Value>();
  return (thing) => {
    let value = known.get(thing);
    if (value === undefined) {
      value = derive(thing);
      known.set(thing, value);
    }
    return value;
  };
}
