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

interface Beside {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly beside: string;
  readonly besideValue: number;
}

const rounded = (value: number): number => Number(value.toPrecision(4));

/** Judged by the ratio to the bare reference. */
export function byRatio(
  measured: Beside,
  goal: { readonly atLeast: number } | { readonly atMost: number },
): Figure {
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

/** Judged by itself, with a bare reference beside it to tell the machine from us. */
export function byValueBeside(measured: Beside, atLeast: number): Figure {
  return besideFigure(measured, `≥ ${atLeast} ${measured.unit}`, measured.value >= atLeast);
}

/** Judged by itself. */
export function byValue(
  measured: { readonly name: string; readonly value: number; readonly unit: string },
  goal: { readonly atLeast: number } | { readonly atMost: number },
): Figure {
  const { name, value, unit } = measured;
  const holds = 'atLeast' in goal ? value >= goal.atLeast : value <= goal.atMost;
  const words = 'atLeast' in goal ? `≥ ${goal.atLeast} ${unit}` : `≤ ${goal.atMost} ${unit}`;
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
