/**
 * What stands under a name in data from a file, where every name is possible: a step may be called "constructor". Or what is
 * said of a word from the database, where a later version beside this one may have written one that this one does not know.
 */
export function own<Value>(group: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(group, name) ? group[name] : undefined;
}
