/** Order of instants as the server writes them; what has none comes last. Pure. */

/** Code by code: the order of a language would put signs before digits. */
export const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const last = "\uffff";
export const byTimeOf = <T>(timeOf: (one: T) => string | null | undefined) => (a: T, b: T): number =>
  byCode(timeOf(a) || last, timeOf(b) || last);
