/** What conditions and moments speak of, as far as a proof must tell it apart. */
export interface Names {
  readonly steps: Set<string>;
  readonly facts: Set<string>;
  readonly events: Set<string>;
  readonly holds: Set<string>;
  /** Steps whose being late is looked at. */
  readonly late: Set<string>;
  /** Steps whose approval's having been left out is looked at. */
  readonly bypassed: Set<string>;
  /** For each fact, and each step's outcome, every set of codes that some condition asks for. */
  readonly codes: Map<string, (readonly string[])[]>;
  /** Whether something hangs on who is there. */
  asksForPeople: boolean;
}

export const noNames = (): Names => ({
  steps: new Set(),
  facts: new Set(),
  events: new Set(),
  holds: new Set(),
  late: new Set(),
  bypassed: new Set(),
  codes: new Map(),
  asksForPeople: false,
});

/** Gathers the names in conditions and moments. Both are plain data whose keys say what they hold. */
export function gatherNames(part: unknown, names: Names): void {
  if (Array.isArray(part)) for (const each of part) gatherNames(each, names);
  if (!isPlain(part) || Array.isArray(part)) return;
  for (const [key, value] of Object.entries(part)) {
    if (typeof value === 'string') gatherName(part, key, value, names);
    else gatherNames(value, names);
  }
  if ('subject' in part || 'role' in part) names.asksForPeople = true;
}

type Plain = Readonly<Record<string, unknown>>;

const isPlain = (part: unknown): part is Plain => typeof part === 'object' && part !== null;

const STEP_KEYS = ['done', 'ended', 'outcome', 'late', 'childEnded', 'step', 'bypassed'];

function gatherName(part: Plain, key: string, value: string, names: Names): void {
  const is = [part['is']].flat().filter((code) => typeof code === 'string');
  if (STEP_KEYS.includes(key)) names.steps.add(value);
  if (key === 'late' || (key === 'step' && is.some((state) => state === 'late' || state === 'open'))) {
    names.late.add(value);
  }
  if (key === 'bypassed') names.bypassed.add(value);
  if (key === 'fact') names.facts.add(value);
  if (key === 'event' || key === 'reached') names.events.add(value);
  if (key === 'hold') names.holds.add(value);
  if (key === 'fact' || key === 'outcome') tellApart(names, `${key} ${value}`, is);
}

/** Keeps that some condition tells these codes of a fact or an outcome from the others. */
export function tellApart(names: Names, of: string, codes: readonly string[]): void {
  names.codes.set(of, [...(names.codes.get(of) ?? []), codes]);
}

/** One code for each kind that conditions tell apart. */
export function kindsOf(names: Names, of: string, codes: readonly string[]): string[] {
  const asked = names.codes.get(of) ?? [];
  const kinds = new Map<string, string>();
  for (const code of codes) {
    const kind = asked.map((set) => (set.includes(code) ? 1 : 0)).join('');
    if (!kinds.has(kind)) kinds.set(kind, code);
  }
  return [...kinds.values()];
}
