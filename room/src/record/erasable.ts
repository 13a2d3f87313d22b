/** What of a record may be forgotten: every path that any of its versions ever told. Pure. */
import type { History } from "../contract";

export interface Erasable {
  path: string;
  /** As it is now; undefined when only earlier versions had it, or for a whole field. */
  value?: unknown;
  /** A whole field of several values, each of which may be chosen by itself. */
  whole: boolean;
  inner: boolean;
}

const topOf = (path: string): string => /^[^.[]+/.exec(path)?.[0] ?? path;

export function erasable(history: History): Erasable[] {
  const now = new Map<string, unknown>();
  const told = new Set<string>();
  for (const version of history.versions) {
    for (const { path, old, new: next } of version.changes) {
      now.set(path, next);
      if ((old !== null && old !== undefined) || (next !== null && next !== undefined)) told.add(path);
    }
  }
  const tops = new Map<string, string[]>();
  for (const path of told) tops.set(topOf(path), [...(tops.get(topOf(path)) ?? []), path]);
  const found: Erasable[] = [];
  const leaf = (path: string, inner: boolean): Erasable => ({ path, value: now.get(path) ?? undefined, whole: false, inner });
  for (const [top, paths] of tops) {
    if (paths.length === 1 && paths[0] === top) found.push(leaf(top, false));
    else found.push({ path: top, whole: true, inner: false }, ...paths.map((path) => leaf(path, true)));
  }
  // Of an act's own words, those that a person wrote.
  for (const name of ["reason", "basis"] as const) {
    if (history.versions.some((version) => version[name])) found.push({ path: `@${name}`, whole: true, inner: false });
  }
  return found;
}
