/** Questions to the store: which rows, how many of each sort, how they lie in time, and what the map draws. Pure. */
import { classOf } from "../classes";
import { mercatorX, mercatorY, open, type Store } from "./store";
import { unknownU16, unknownU32, unknownU8 } from "./wire";

export interface Question {
  registers: string[];
  classes: string[];
  kind: string;
  state: string;
  severity: number;
  /** Window of happening, seconds since 1970; null: without that end. */
  from: number | null;
  to: number | null;
  /** As known at this pos; null: now. */
  at: number | null;
  countryOnly: boolean;
  /** What the reader sees, in degrees, and how many pixels wide the world is. */
  box: readonly [west: number, south: number, east: number, north: number] | null;
  worldPx: number;
}

export interface Histogram {
  from: number;
  to: number;
  counts: number[];
  highest: number;
}

/** Cells of a grid in Web Mercator: `x` and `y` are corners, `side` a length, all with the world as 1. */
export interface Cells {
  side: number;
  x: Float64Array;
  y: Float64Array;
  count: Uint32Array;
}

export interface Tally {
  /** Rows that answer the question, anywhere; and of these, those in the box. */
  total: number;
  inBox: number;
  /** Of those in the box: known by an area only. And anywhere: known by country only, or not at all. */
  areas: number;
  countryOnly: number;
  histogram: Histogram | null;
  /** Of all that holds, whatever the filters ask. */
  registers: Record<string, number>;
  kinds: Record<string, number>;
  incidents: Record<string, number>;
  states: string[];
  /** Rows to draw, when they are few enough; else cells. */
  marks: Uint32Array | null;
  cells: Cells | null;
}

export const mostMarks = 20_000;
/** Around the window, so that a little dragging shows no empty edge. */
const margin = 0.3;
const cellPx = 58;
const bins = 160;
const happening = new Set(["incident", "report"]);

/** For each row: 0 does not answer; 1 answers; 3 answers and lies in the box. */
export type Hits = Uint8Array;

const table = (names: readonly string[], meant: (name: string) => boolean, unknown: boolean, size: number): Uint8Array => {
  const told = new Uint8Array(size).fill(unknown ? 1 : 0);
  names.forEach((name, number) => (told[number] = meant(name) ? 1 : 0));
  return told;
};
const named = (names: readonly string[], counts: Uint32Array): Record<string, number> =>
  Object.fromEntries(names.map((name, number) => [name, counts[number] ?? 0] as const).filter(([, count]) => count > 0));

/** What the histogram spans; it does not move with the filters. */
function spanOf(store: Store): readonly [number, number] | null {
  const [low, high] = store.extent;
  if (low > high) return null;
  const pad = Math.max((high - low) / bins, 3600);
  return [low - pad, high + pad];
}

/** `only`: the versions that the server found for a party or a text, as bits by their names; null: not asked. */
export function ask(store: Store, q: Question, only: readonly (Uint8Array | null)[], hits: Hits): Tally {
  const c = store.columns;
  const registerMeant = table(store.registers.all, (name) => q.registers.includes(name), false, 256);
  const happens = table(store.registers.all, (name) => happening.has(name), false, 256);
  const kindMeant = table(store.kinds.all, (kind) => (!q.classes.length || q.classes.includes(classOf(kind))) && (!q.kind || q.kind === kind), !q.classes.length && !q.kind, unknownU16 + 1);
  const stateMeant = table(store.states.all, (state) => !q.state || q.state === state, !q.state, 256);
  const [ofParty = null, ofText = null] = only;
  const has = (bits: Uint8Array, pos: number): boolean => ((bits[pos >> 3] ?? 0) & (1 << (pos & 7))) !== 0;
  const at = q.at ?? open - 1;
  const windowed = q.from !== null || q.to !== null;
  const [from, to] = [q.from ?? -Infinity, q.to ?? Infinity];
  const span = spanOf(store);
  const binOf = span ? bins / (span[1] - span[0]) : 0;

  const byRegister = new Uint32Array(256);
  const byKind = new Uint32Array(unknownU16 + 1);
  const incidentKinds = new Uint32Array(unknownU16 + 1);
  const byState = new Uint32Array(256);
  const incident = store.registers.number("incident");
  const counts = new Array<number>(bins).fill(0);
  const reports = new Array<number>(bins).fill(0);
  const frame = frameOf(q);
  const marks = new Uint32Array(mostMarks);
  let [drawn, total, inBox, areas, countryOnly] = [0, 0, 0, 0, 0];

  for (let row = 0; row < store.count; row += 1) {
    hits[row] = 0;
    if ((c.from[row] as number) > at || (c.to[row] as number) <= at) continue;
    const register = c.register[row] as number;
    const kind = c.kind[row] as number;
    byRegister[register]! += 1;
    byState[c.state[row] as number]! += 1;
    const happened = happens[register] === 1;
    if (happened) byKind[kind]! += 1;
    if (register === incident) incidentKinds[kind]! += 1;
    if (!registerMeant[register] || !stateMeant[c.state[row] as number]) continue;
    const start = c.start[row] as number;
    if (happened) {
      if (!kindMeant[kind]) continue;
      if (q.severity && (c.severity[row] === unknownU8 || (c.severity[row] as number) < q.severity)) continue;
      if (ofParty && !has(ofParty, c.version[row] as number)) continue;
    }
    if (ofText && !has(ofText, c.version[row] as number)) continue;
    if (happened && !Number.isNaN(start) && span) {
      (register === incident ? counts : reports)[Math.min(bins - 1, Math.floor((start - span[0]) * binOf))]! += 1;
    }
    // What has no known time stays out of any window; comparing with NaN says so.
    if (happened && windowed && !(start <= to && (c.end[row] as number) >= from)) continue;
    const prec = c.prec[row] as number;
    const placed = !Number.isNaN(c.lon[row]) && prec < 6;
    if (prec >= 6) countryOnly += 1;
    if (q.countryOnly && prec < 6) continue;
    total += 1;
    hits[row] = 1;
    if (!placed || !frame) continue;
    const x = c.mx[row] as number;
    const y = c.my[row] as number;
    if (x >= frame.west && x <= frame.east && y >= frame.north && y <= frame.south) {
      hits[row] = 3;
      inBox += 1;
      if (prec >= 3) areas += 1;
    }
    if (prec >= 3 && happened) continue;
    const column = Math.floor(x / frame.side) - frame.column;
    const line = Math.floor(y / frame.side) - frame.line;
    if (column < 0 || line < 0 || column >= frame.columns || line >= frame.lines) continue;
    frame.counts[line * frame.columns + column]! += 1;
    if (drawn < mostMarks) marks[drawn] = row;
    drawn += 1;
  }
  const heights = counts.some(Boolean) ? counts : reports;
  return {
    total, inBox, areas, countryOnly,
    histogram: span ? { from: span[0] * 1000, to: span[1] * 1000, counts: heights, highest: heights.reduce((a, b) => Math.max(a, b), 1) } : null,
    registers: named(store.registers.all, byRegister),
    kinds: named(store.kinds.all, byKind),
    incidents: named(store.kinds.all, incidentKinds),
    states: Object.keys(named(store.states.all, byState)),
    marks: frame && drawn <= mostMarks ? marks.slice(0, drawn) : null,
    cells: frame && drawn > mostMarks ? cellsOf(frame) : null,
  };
}

interface Frame {
  west: number; east: number; north: number; south: number;
  side: number; column: number; line: number; columns: number; lines: number;
  counts: Uint32Array;
}

/** The window and a margin, on a grid whose lines do not move with the window: a cell keeps its number while one pans. */
function frameOf(q: Question): Frame | null {
  if (!q.box) return null;
  const [west, east] = [mercatorX(q.box[0]), mercatorX(q.box[2])];
  const [north, south] = [mercatorY(q.box[3]), mercatorY(q.box[1])];
  const side = 2 ** Math.round(Math.log2(cellPx / q.worldPx));
  const [padX, padY] = [(east - west) * margin, (south - north) * margin];
  const column = Math.floor((west - padX) / side);
  const line = Math.floor((north - padY) / side);
  const columns = Math.min(400, Math.floor((east + padX) / side) - column + 1);
  const lines = Math.min(400, Math.floor((south + padY) / side) - line + 1);
  return { west, east, north, south, side, column, line, columns, lines, counts: new Uint32Array(columns * lines) };
}

function cellsOf(frame: Frame): Cells {
  const filled = [...frame.counts.keys()].filter((i) => frame.counts[i]);
  return {
    side: frame.side,
    x: Float64Array.from(filled, (i) => ((i % frame.columns) + frame.column) * frame.side),
    y: Float64Array.from(filled, (i) => (Math.floor(i / frame.columns) + frame.line) * frame.side),
    count: Uint32Array.from(filled, (i) => frame.counts[i] as number),
  };
}

/** Rows of the list from one place to another, newest happening first. */
export function slice(store: Store, hits: Hits, least: 1 | 3, from: number, to: number): number[] {
  const rows: number[] = [];
  const { order } = store;
  for (let i = 0, passed = 0; i < order.length && passed < to; i += 1) {
    const row = order[i] as number;
    if ((hits[row] as number) < least) continue;
    if (passed >= from) rows.push(row);
    passed += 1;
  }
  return rows;
}

/** A row in numbers, as the map needs it before its words are fetched. */
export interface BareRow {
  version: number;
  register: string;
  state: string;
  kind: string | null;
  severity: number | null;
  lon: number | null;
  lat: number | null;
  prec: number | null;
  spread_km: number | null;
  grid_km: number | null;
  start: string | null;
  end: string | null;
  date_prec: number | null;
  deaths: number | null;
  grade: string | null;
  flagged: boolean;
}

const instant = (seconds: number): string | null =>
  Number.isNaN(seconds) ? null : `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;

export function bareRow(store: Store, row: number): BareRow {
  const c = store.columns;
  const prec = c.prec[row] as number;
  const known = !Number.isNaN(c.lon[row]);
  return {
    version: c.version[row] as number,
    register: store.registers.all[c.register[row] as number] ?? "",
    state: store.states.all[c.state[row] as number] ?? "",
    kind: store.kinds.all[c.kind[row] as number] ?? null,
    severity: c.severity[row] === unknownU8 ? null : (c.severity[row] as number),
    lon: known ? (c.lon[row] as number) : null,
    lat: known ? (c.lat[row] as number) : null,
    prec: prec || null,
    spread_km: store.spreadKm[prec] ?? null,
    grid_km: c.grid[row] || null,
    start: instant(c.start[row] as number),
    end: instant(c.end[row] as number),
    date_prec: c.datePrec[row] || null,
    deaths: c.deaths[row] === unknownU32 ? null : (c.deaths[row] as number),
    grade: store.grades.all[c.grade[row] as number] ?? null,
    flagged: c.flags[row] === 1,
  };
}
