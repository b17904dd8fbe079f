/** Does something with each, so many at once; resolves when all are done. */
export async function atOnce<T>(
  many: readonly T[],
  count: number,
  act: (one: T) => Promise<void>,
): Promise<void> {
  const left = [...many].reverse();
  const lane = async () => {
    for (let one = left.pop(); one !== undefined; one = left.pop()) await act(one);
  };
  await Promise.all(Array.from({ length: count }, lane));
}

/** Begins something at a steady pace, whatever each takes; resolves when all are done. */
export async function everySecond<T>(
  perSecond: number,
  count: number,
  act: (n: number) => Promise<T>,
): Promise<T[]> {
  const from = Date.now();
  const begun = Array.from({ length: count }, async (_, n) => {
    await new Promise((resolve) => setTimeout(resolve, from + (n * 1000) / perSecond - Date.now()));
    return act(n);
  });
  return Promise.all(begun);
}
