/** One line of a bench: what we measured, what it was measured beside in the same run, and whether that is enough. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The bare reference; null where the goal is a plain number. */
  readonly beside: string | null;
  readonly besideValue: number | null;
  /** value / besideValue. */
  readonly ratio: number | null;
  readonly goal: string;
  readonly holds: boolean;
}

interface Measured {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
}

interface Beside extends Measured {
  readonly beside: string;
  readonly besideValue: number;
}

type Goal = { readonly atLeast: number } | { readonly atMost: number };

const rounded = (value: number): number => Number(value.toPrecision(4));

/** Judged by the ratio to the bare reference. */
export function byRatio(measured: Beside, goal: Goal): Figure {
  const ratio = measured.value / measured.besideValue;
  const holds = 'atLeast' in goal ? ratio >= goal.atLeast : ratio <= goal.atMost;
  const words = 'atLeast' in goal ? `ratio ≥ ${goal.atLeast}` : `ratio ≤ ${goal.atMost}`;
  return besideFigure(measured, words, holds);
}

/** Judged by how much it adds to the bare reference. */
export function byExcess(measured: Beside, atMost: number): Figure {
  const holds = measured.value <= measured.besideValue + atMost;
  return besideFigure(measured, `≤ beside + ${atMost} ${measured.unit}`, holds);
}

function besideFigure(measured: Beside, goal: string, holds: boolean): Figure {
  const { name, value, unit, beside, besideValue } = measured;
  const ratio = rounded(value / besideValue);
  return { name, value: rounded(value), unit, beside, besideValue: rounded(besideValue), ratio, goal, holds };
}

/** Judged by itself, with a reference beside it to tell the machine from us. */
export function byValueBeside(measured: Beside, goal: Goal): Figure {
  const { words, holds } = judged(measured, goal);
  return besideFigure(measured, words, holds);
}

/** Judged by itself. */
export function byValue(measured: Measured, goal: Goal): Figure {
  const { name, value, unit } = measured;
  const { words, holds } = judged(measured, goal);
  return {
    name,
    value: rounded(value),
    unit,
    beside: null,
    besideValue: null,
    ratio: null,
    goal: words,
    holds,
  };
}

function judged({ value, unit }: Measured, goal: Goal): { readonly words: string; readonly holds: boolean } {
  return 'atLeast' in goal
    ? { words: `≥ ${goal.atLeast} ${unit}`, holds: value >= goal.atLeast }
    : { words: `≤ ${goal.atMost} ${unit}`, holds: value <= goal.atMost };
}
