/** How far two samples are apart, in standard deviations of what chance alone makes of their ranks (Mann and Whitney, with ties). */
export function mannWhitney(one: readonly number[], other: readonly number[]): number {
  const all = [
    ...one.map((value) => ({ value, isOne: true })),
    ...other.map((value) => ({ value, isOne: false })),
  ];
  all.sort((a, b) => a.value - b.value);
  const n = all.length;
  let sumOfRanks = 0;
  let ties = 0;
  for (let from = 0; from < n;) {
    let to = from + 1;
    while (to < n && all[to]?.value === all[from]?.value) to += 1;
    const ofOne = all.slice(from, to).filter(({ isOne }) => isOne).length;
    sumOfRanks += ofOne * ((from + 1 + to) / 2);
    ties += (to - from) ** 3 - (to - from);
    from = to;
  }
  const [a, b] = [one.length, other.length];
  const more = sumOfRanks - (a * (a + 1)) / 2 - (a * b) / 2;
  return more / Math.sqrt(((a * b) / 12) * (n + 1 - ties / (n * (n - 1))));
}

/** The most by which their distributions differ anywhere, in units of what chance makes of it (Kolmogorov and Smirnov). */
export function kolmogorovSmirnov(one: readonly number[], other: readonly number[]): number {
  const [a, b] = [[...one].sort((x, y) => x - y), [...other].sort((x, y) => x - y)];
  let [i, j, most] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    const value = Math.min(a[i] ?? Infinity, b[j] ?? Infinity);
    while (a[i] === value) i += 1;
    while (b[j] === value) j += 1;
    most = Math.max(most, Math.abs(i / a.length - j / b.length));
  }
  return most * Math.sqrt((a.length * b.length) / (a.length + b.length));
}
