interface Stream {
  readonly session: { readonly id: string };
}

/**
 * Of these streams, those whose session is over. One that opens while the question is out was not asked about, and is
 * nobody's to end.
 */
export async function endedAmong<T extends Stream>(
  open: Iterable<T>,
  stillAlive: (ids: readonly string[]) => Promise<ReadonlySet<string>>,
): Promise<T[]> {
  const asked = [...open];
  if (asked.length === 0) return [];
  const alive = await stillAlive(asked.map(({ session }) => session.id));
  return asked.filter(({ session }) => !alive.has(session.id));
}
