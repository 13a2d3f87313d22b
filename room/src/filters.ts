/** Which rows of the picture are meant. Pure: the same question and rows always give the same answer. */
import { classOf } from "./classes";
import type { Row } from "./contract";
import { startMs } from "./moments";

export interface Filters {
  text: string;
  registers: string[];
  classes: string[];
  kind: string;
  state: string;
  party: string;
  severity: number;
  from: number | null;
  to: number | null;
  inView: boolean;
  countryOnly: boolean;
}

export const noFilters = (): Filters => ({
  text: "", registers: ["incident", "report", "site"], classes: [], kind: "", state: "", party: "", severity: 0,
  from: null, to: null, inView: false, countryOnly: false,
});

export type Box = readonly [west: number, south: number, east: number, north: number];

export interface FilterContext {
  /** Everything a row may be found by, folded. */
  hay: (row: Row) => string;
  /** Refs whose account or other text holds the asked words, as the server found them. */
  ofText: ReadonlySet<string>;
  /** Refs that name the asked party; null while that is not asked or not yet known. */
  ofParty: ReadonlySet<string> | null;
  view: Box | null;
}

/** Only these have a class, a time and a severity to be filtered by. */
export const isHappening = (row: Pick<Row, "register">): boolean => row.register === "incident" || row.register === "report";
/** Known no better than the country: nothing that a map could honestly show. */
export const isCountryOnly = (row: Row): boolean => (row.prec ?? 0) >= 6;

/** Without accents and capitals, so that a hurried hand finds what it means. */
export const fold = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();

function within(row: Row, view: Box): boolean {
  if (row.lon === null || row.lat === null) return false;
  const [west, south, east, north] = view;
  return row.lon >= west && row.lon <= east && row.lat >= south && row.lat <= north;
}

/** Overlaps the window; what has no known time stays out of any window. */
export function duringWindow(row: Row, from: number | null, to: number | null): boolean {
  if (from === null && to === null) return true;
  const start = startMs(row.start);
  if (start === null) return false;
  const end = startMs(row.end) ?? start;
  return (to === null || start <= to) && (from === null || end >= from);
}

export function selectRows(rows: Iterable<Row>, asked: Filters, context: FilterContext): Row[] {
  const parts = fold(asked.text).split(/\s+/).filter(Boolean);
  const kept: Row[] = [];
  for (const row of rows) {
    if (!asked.registers.includes(row.register)) continue;
    if (isHappening(row)) {
      if (asked.classes.length && !asked.classes.includes(classOf(row.kind))) continue;
      if (asked.kind && row.kind !== asked.kind) continue;
      if (asked.severity && (row.severity ?? 0) < asked.severity) continue;
      if (!duringWindow(row, asked.from, asked.to)) continue;
      if (asked.party && !context.ofParty?.has(row.ref)) continue;
    }
    if (asked.state && row.state !== asked.state) continue;
    if (asked.countryOnly && !isCountryOnly(row)) continue;
    if (asked.inView && context.view && !within(row, context.view)) continue;
    if (parts.length && !context.ofText.has(row.ref)) {
      const hay = context.hay(row);
      if (!parts.every((part) => hay.includes(part))) continue;
    }
    kept.push(row);
  }
  return kept;
}

/** Newest happening first; what has no time comes last, by name. Instants in UTC sort as text, which spares parsing. */
export const byTime = (a: Row, b: Row): number => {
  const [left, right] = [a.start ?? "", b.start ?? ""];
  if (left !== right) return left < right ? 1 : -1;
  // What the mission holds comes before the sayings it rests on.
  if (a.register !== b.register) return a.register < b.register ? -1 : 1;
  return (a.label ?? a.ref) < (b.label ?? b.ref) ? -1 : 1;
};

/** How many narrowing choices are set, for the badge on the filter button. */
export const countChoices = (f: Filters): number =>
  [f.classes.length, f.kind, f.state, f.party, f.severity, f.from !== null || f.to !== null, f.inView, f.countryOnly]
    .filter(Boolean).length;
