/**
 * What `stateAt` of the chain library says of a duty, as SQL over app.duty (`d`) and its case (`c`): a duty is late once
 * its time is over, also while no worker has come to it. Stable within a statement, so that an index can answer.
 */
export const REAL_NOW = 'statement_timestamp()';
/** The case's own present; a drill's runs ahead. */
export const CASE_NOW = `(${REAL_NOW} + c.clock_offset_ms * interval '1 millisecond')`;
/** Owed and late. */
export const isLate = (now: string): string => `(d.ended_at is null and d.late_from <= ${now})`;
export const STATE_NOW = `case when ${isLate(CASE_NOW)} then 'late' else d.state end`;
