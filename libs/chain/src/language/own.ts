/** What stands under a name in data from a file, where every name is possible: a step may be called "constructor". */
export function own<Value>(group: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(group, name) ? group[name] : undefined;
}
