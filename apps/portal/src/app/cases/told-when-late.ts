const PROMISE = /^If it is late, (.+) (is|are) told\.$/;

/** "If it is late, the headteacher is told." said of a deadline that has passed; other words stay as they came. */
export function toldWhenLate(promise: string): string {
  const [, who, verb] = PROMISE.exec(promise) ?? [];
  if (who === undefined) return promise;
  const told = `${who} ${verb === 'is' ? 'was' : 'were'} told when it became late.`;
  return told.charAt(0).toUpperCase() + told.slice(1);
}
