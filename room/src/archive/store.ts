/** Every version of every record, as growing columns of numbers. A row is one version; it holds from `from` until `to`. */
import { nowhere, unknownU16, unknownU8, type Block } from "./wire";

const degree = 100_000;
const dayS = 86_400;
/** `to` of a version that still holds. */
export const open = 0xffffffff;
export const never = Number.NaN;

/** Names by number, one table for all registers and blocks. */
export class Names {
  readonly all: string[] = [];
  private readonly known = new Map<string, number>();

  number(name: string): number {
    let found = this.known.get(name);
    if (found === undefined) {
      found = this.all.push(name) - 1;
      this.known.set(name, found);
    }
    return found;
  }
}

const makers = {
  from: Uint32Array, to: Uint32Array, version: Uint32Array, lon: Float32Array, lat: Float32Array, mx: Float32Array, my: Float32Array,
  start: Float64Array, end: Float64Array, deaths: Uint32Array, kind: Uint16Array, grid: Uint16Array, register: Uint8Array,
  state: Uint8Array, severity: Uint8Array, prec: Uint8Array, datePrec: Uint8Array, grade: Uint8Array, flags: Uint8Array,
} as const;
type Columns = { -readonly [K in keyof typeof makers]: InstanceType<(typeof makers)[K]> };

/** Web Mercator, from 0 at the north-west to 1 at the south-east. */
export const mercatorX = (lon: number): number => (lon + 180) / 360;
export function mercatorY(lat: number): number {
  const sine = Math.sin((Math.max(-85.05, Math.min(85.05, lat)) * Math.PI) / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
}

export class Store {
  count = 0;
  columns = this.made(1024);
  readonly registers = new Names();
  readonly kinds = new Names();
  readonly states = new Names();
  readonly grades = new Names();
  spreadKm: (number | null)[] = [];
  /** First and last known start. */
  extent: [low: number, high: number] = [Infinity, -Infinity];
  private ordered: Uint32Array | null = null;

  private made(size: number): Columns {
    return Object.fromEntries(Object.entries(makers).map(([name, Kind]) => [name, new Kind(size)])) as unknown as Columns;
  }

  private grow(least: number): void {
    const now = this.columns.from.length;
    if (least <= now) return;
    const larger = this.made(Math.max(least, Math.ceil(now * 1.5)));
    for (const name of Object.keys(makers) as (keyof Columns)[]) (larger[name] as Uint8Array).set(this.columns[name] as Uint8Array);
    this.columns = larger;
  }

  /** Take the versions of a block. */
  append(register: string, block: Block): void {
    this.grow(this.count + block.count);
    const c = this.columns;
    const b = block.columns;
    const own = this.registers.number(register);
    const kinds = block.kinds.map((name) => this.kinds.number(name));
    const states = block.states.map((name) => this.states.number(name));
    const grades = block.grades.map((name) => this.grades.number(name));
    for (let i = 0, row = this.count; i < block.count; i += 1, row += 1) {
      const from = b.from[i] as number;
      const lasted = b.to[i] as number;
      c.from[row] = from;
      c.to[row] = lasted ? from + lasted : open;
      c.version[row] = (b.id[i] as number) || from;
      const placed = (b.lon[i] as number) !== nowhere;
      const lon = placed ? (b.lon[i] as number) / degree : never;
      const lat = placed ? (b.lat[i] as number) / degree : never;
      c.lon[row] = lon;
      c.lat[row] = lat;
      c.mx[row] = mercatorX(lon);
      c.my[row] = mercatorY(lat);
      const timed = (b.day[i] as number) !== nowhere;
      const start = timed ? (b.day[i] as number) * dayS + (b.second[i] as number) : never;
      c.start[row] = start;
      if (start < this.extent[0]) this.extent[0] = start;
      if (start > this.extent[1]) this.extent[1] = start;
      c.end[row] = start + (b.lasts[i] as number);
      c.deaths[row] = b.deaths[i] as number;
      c.kind[row] = kinds[b.kind[i] as number] ?? unknownU16;
      c.grid[row] = b.grid_km[i] as number;
      c.register[row] = own;
      c.state[row] = states[b.state[i] as number] ?? unknownU8;
      c.severity[row] = b.severity[i] as number;
      c.prec[row] = b.prec[i] as number;
      c.datePrec[row] = b.date_prec[i] as number;
      c.grade[row] = grades[b.grade[i] as number] ?? unknownU8;
      c.flags[row] = b.flags[i] as number;
    }
    this.count += block.count;
    this.ordered = null;
  }

  /** Versions that no longer stand as they did: they hold never. Few, so their rows are not given back. */
  drop(versions: readonly number[]): void {
    if (!versions.length) return;
    const gone = new Set(versions);
    const { from, to, version } = this.columns;
    for (let row = 0; row < this.count; row += 1) if (gone.has(version[row] as number)) to[row] = from[row] as number;
  }

  /** Rows with the newest happening first; those without a time come last. */
  get order(): Uint32Array {
    this.ordered ??= newestFirst(this.columns.start, this.count, this.extent);
    return this.ordered;
  }
}

/** A radix sort over whole seconds: a million rows in some fifty milliseconds, where comparing takes a second. */
function newestFirst(start: Float64Array, count: number, [low, high]: readonly [number, number]): Uint32Array {
  if (low > high) return Uint32Array.from({ length: count }, (_, i) => i);
  // 0 is the newest; what has no time is beyond the oldest. 2^36 seconds are two thousand years.
  const key = (row: number): number => (Number.isNaN(start[row]) ? high - low + 1 : high - (start[row] as number));
  let rows = Uint32Array.from({ length: count }, (_, i) => i);
  let other = new Uint32Array(count);
  for (let pass = 0; pass < 3; pass += 1) {
    const step = 4096 ** pass;
    const begins = new Uint32Array(4097);
    for (let i = 0; i < count; i += 1) begins[(Math.floor(key(rows[i] as number) / step) % 4096) + 1]! += 1;
    for (let i = 0; i < 4096; i += 1) begins[i + 1]! += begins[i] as number;
    for (let i = 0; i < count; i += 1) {
      const row = rows[i] as number;
      const digit = Math.floor(key(row) / step) % 4096;
      other[begins[digit] as number] = row;
      begins[digit]! += 1;
    }
    [rows, other] = [other, rows];
  }
  return rows;
}
