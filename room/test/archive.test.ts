/** The worker's pure parts: reading the wire, the store, and questions to it, against plain loops over the same rows. */
import { describe, expect, it } from "vitest";
import { ask, bareRow, mostMarks, slice, type Question } from "../src/archive/ask";
import { open, Store } from "../src/archive/store";
import { fromPlanes, nowhere, Pieces, readBlock, readRising, summed, type Block } from "../src/archive/wire";
import { dotsIn, rectAt, rectsOfCells, rectsOfGrid } from "../src/map/cells";
import { parseRoute, parseTimes, withTimes } from "../src/address";

interface Made { from: number; to?: number; id?: number; lon?: number | null; lat?: number; day?: number | null; prec?: number; kind?: number; state?: number; severity?: number }
const dayS = 86_400;

function block(rows: Made[]): Block {
  const column = <T>(Kind: { from(values: ArrayLike<number>): T }, value: (row: Made) => number): T => Kind.from(rows.map(value));
  return {
    count: rows.length, kinds: ["CFV-SAF", "CMB-ARM"], states: ["registered", "verified"], grades: ["B2"],
    columns: {
      from: column(Uint32Array, (r) => r.from), to: column(Uint32Array, (r) => (r.to ? r.to - r.from : 0)),
      id: column(Uint32Array, (r) => r.id ?? 0),
      lon: column(Int32Array, (r) => (r.lon === null ? nowhere : (r.lon ?? 33) * 1e5)),
      lat: column(Int32Array, (r) => (r.lon === null ? nowhere : (r.lat ?? 35) * 1e5)),
      day: column(Int32Array, (r) => r.day ?? (r.day === null ? nowhere : 100)), second: column(Uint32Array, () => 0),
      lasts: column(Uint32Array, () => dayS), deaths: column(Uint32Array, () => 2), kind: column(Uint16Array, (r) => r.kind ?? 0),
      grid_km: column(Uint16Array, () => 0), state: column(Uint8Array, (r) => r.state ?? 0),
      severity: column(Uint8Array, (r) => r.severity ?? 255), prec: column(Uint8Array, (r) => r.prec ?? 1),
      date_prec: column(Uint8Array, () => 1), grade: column(Uint8Array, () => 0), flags: column(Uint8Array, () => 0),
    },
  };
}
function storeOf(rows: Made[], register = "incident"): Store {
  const store = new Store();
  store.append(register, block(rows));
  return store;
}
const question = (part: Partial<Question> = {}): Question => ({
  registers: ["incident", "report"], classes: [], kind: "", state: "", severity: 0, from: null, to: null, at: null,
  countryOnly: false, box: [30, 30, 40, 40], worldPx: 512 * 32, ...part,
});
const asked = (store: Store, part: Partial<Question> = {}, only: (Uint8Array | null)[] = []) => {
  const hits = new Uint8Array(store.count);
  return { tally: ask(store, question(part), only, hits), hits };
};

describe("the wire", () => {
  it("puts the planes of a column together", () => {
    // 1 and 0x010203 as four-byte numbers, lowest bytes first
    const bytes = Uint8Array.from([1, 3, 0, 2, 0, 1, 0, 0]);
    expect([...fromPlanes(bytes, 2, Uint32Array)]).toEqual([1, 0x010203]);
    expect([...fromPlanes(Uint8Array.from([255, 0, 255, 128]), 2, Int16Array as never)]).toEqual([-1, -32768]);
  });
  it("sums differences", () => {
    expect([...summed(Uint32Array.from([5, 1, 0, 10]))]).toEqual([5, 6, 6, 16]);
    expect([...readRising(Uint8Array.from([7, 2, 0, 1, 0, 0, 0, 0]))]).toEqual([7, 265]);
  });
  it("cuts a stream into its pieces wherever the chunks end", () => {
    const pieces = [[1, 2, 3], [], Array.from({ length: 300 }, (_, i) => i % 256)];
    const stream = pieces.flatMap((piece) => [piece.length & 255, piece.length >> 8, 0, 0, ...piece]);
    for (const size of [1, 2, 7, 1000]) {
      const cut = new Pieces();
      const found: number[][] = [];
      for (let at = 0; at < stream.length; at += size) {
        for (const piece of cut.take(Uint8Array.from(stream.slice(at, at + size)))) found.push([...piece]);
      }
      expect(found).toEqual(pieces);
    }
  });
  it("reads an empty block", () => {
    const head = new TextEncoder().encode('{"count":0,"kinds":[],"states":[],"grades":[]}  ');
    expect(readBlock(Uint8Array.from([head.length, 0, 0, 0, ...head])).count).toBe(0);
  });
});

describe("questions", () => {
  it("know what held at each position", () => {
    const store = storeOf([{ from: 1, to: 5 }, { from: 3 }, { from: 5 }]);
    for (const [at, count] of [[null, 2], [0, 0], [1, 1], [3, 2], [4, 2], [5, 2], [9, 2]] as const) {
      expect(asked(store, { at }).tally.total, `at ${at}`).toBe(count);
    }
    store.drop([3]);
    expect(asked(store).tally.total).toBe(1);
    expect(store.columns.to[2]).toBe(open);
  });
  it("filter by each choice and by all together", () => {
    const rows: Made[] = Array.from({ length: 200 }, (_, i) => ({
      from: i + 1, day: 100 + (i % 50), kind: i % 2, state: i % 3 === 0 ? 1 : 0, severity: (i % 4) + 1, prec: (i % 7) + 1,
    }));
    const store = storeOf(rows);
    const plain = (keep: (row: Made, i: number) => boolean): number => rows.filter(keep).length;
    expect(asked(store, { classes: ["CMB"] }).tally.total).toBe(plain((r) => r.kind === 1));
    expect(asked(store, { kind: "CFV-SAF" }).tally.total).toBe(plain((r) => r.kind === 0));
    expect(asked(store, { state: "verified" }).tally.total).toBe(plain((r) => r.state === 1));
    expect(asked(store, { severity: 3 }).tally.total).toBe(plain((r) => (r.severity ?? 0) >= 3));
    expect(asked(store, { countryOnly: true }).tally.total).toBe(plain((r) => (r.prec ?? 0) >= 6));
    const [from, to] = [110 * dayS + 1, 120 * dayS];
    const inside = (r: Made): boolean => ((r.day ?? 0) + 1) * dayS >= from && (r.day ?? 0) * dayS <= to;
    expect(asked(store, { from, to }).tally.total).toBe(plain(inside));
    expect(asked(store, { from, to, severity: 2, kind: "CFV-SAF" }).tally.total)
      .toBe(plain((r) => inside(r) && (r.severity ?? 0) >= 2 && r.kind === 0));
    expect(asked(store, { registers: ["site"] }).tally.total).toBe(0);
    const bits = new Uint8Array(30);
    for (const pos of [2, 9, 200]) bits[pos >> 3]! |= 1 << (pos & 7);
    expect(asked(store, {}, [bits, null]).tally.total).toBe(3);
    expect(asked(store, {}, [bits, new Uint8Array(1)]).tally.total).toBe(0);
  });
  it("keep what has no time out of any window, and at the end of the list", () => {
    const store = storeOf([{ from: 1, day: null }, { from: 2, day: 5 }, { from: 3, day: -400 }, { from: 4, day: 9 }]);
    expect(asked(store, { from: -1e9 }).tally.total).toBe(3);
    const { hits } = asked(store);
    expect(slice(store, hits, 1, 0, 9).map((row) => store.columns.from[row])).toEqual([4, 2, 3, 1]);
    expect(slice(store, hits, 1, 1, 3).map((row) => store.columns.from[row])).toEqual([2, 3]);
  });
  it("count the histogram over all times, whatever the window", () => {
    const store = storeOf([{ from: 1, day: 0 }, { from: 2, day: 100 }, { from: 3, day: 100, kind: 1 }]);
    const { histogram } = asked(store, { from: 50 * dayS, kind: "CFV-SAF" }).tally;
    expect(histogram?.counts.reduce((a, b) => a + b)).toBe(2);
    expect([histogram?.counts[0], histogram?.counts[159]]).toEqual([1, 1]);
    expect(histogram?.highest).toBe(1);
  });
  it("draw marks up to the most, cells beyond, and put no area and no country into a cell", () => {
    const many = (count: number): Made[] => Array.from({ length: count }, (_, i) => ({ from: i + 1, lon: 31 + (i % 80) / 10, prec: 1 + (i % 7) }));
    const few = asked(storeOf(many(700))).tally;
    expect(few.marks?.length).toBe(200);
    expect(few.cells).toBeNull();
    expect([few.areas, few.countryOnly]).toEqual([300, 200]);
    const lots = asked(storeOf(many(7 * (mostMarks / 2 + 1)))).tally;
    expect(lots.marks).toBeNull();
    expect(lots.cells?.count.reduce((a, b) => a + b)).toBe(mostMarks + 2);
    const rects = rectsOfCells(lots.cells!);
    const hit = rectAt(rects, 33.05, 35);
    expect(hit && hit.west <= 33.05 && hit.east > 33.05 && hit.south <= 35 && hit.north > 35).toBe(true);
    expect(rectAt(rects, 0, 0)).toBeUndefined();
  });
  it("give a row back in the API's words", () => {
    const store = storeOf([{ from: 7, lon: 33.36131, day: 1, severity: 3 }, { from: 8, lon: null, day: null, kind: 9 }]);
    expect(bareRow(store, 0)).toMatchObject({ version: 7, kind: "CFV-SAF", severity: 3, start: "1970-01-02T00:00:00Z", grade: "B2", deaths: 2 });
    expect(bareRow(store, 0).lon).toBeCloseTo(33.36131, 4);
    expect(bareRow(store, 1)).toMatchObject({ lon: null, lat: null, start: null, kind: null, severity: null });
  });
});

describe("cells of the first picture", () => {
  const grid = { registers: ["incident", "site"], width: 1, height: 0.5, cells: [[33, 35, 2, 1], [34, 35, 3, 0]], areas: {}, nowhere: {} };
  it("count only the registers that are meant, and join where there is no room for a number", () => {
    expect(rectsOfGrid(grid, ["incident"], 512 * 64)).toMatchObject([{ west: 33, count: 2 }, { west: 34, count: 3 }]);
    expect(rectsOfGrid(grid, ["site"], 512 * 64)).toHaveLength(1);
    expect(rectsOfGrid(grid, ["incident", "site"], 512).reduce((sum, each) => sum + each.count, 0)).toBe(6);
    expect(rectsOfGrid(grid, ["incident", "site"], 512)).toHaveLength(1);
  });
  it("find marks in a box", () => expect(dotsIn(Float32Array.from([1, 1, 5, 5]), [0, 0, 2, 2])).toEqual([0]));
});

describe("times in the address", () => {
  it("come back as they went", () => {
    const times = { from: Date.UTC(2024, 0, 1), to: null, at: 4711 };
    const hash = withTimes("#/incident/INC-1", times);
    expect(hash).toBe("#/incident/INC-1?from=2024-01-01T00:00:00Z&at=4711");
    expect(parseTimes(hash)).toEqual(times);
    expect(parseRoute(hash)).toEqual({ page: "record", register: "incident", ref: "INC-1" });
    expect(withTimes(hash, { from: null, to: null, at: null })).toBe("#/incident/INC-1");
  });
  it("are nothing where there are none, and nothing wrong is taken", () => {
    expect(parseTimes("#/incident/INC-1")).toBeNull();
    expect(parseTimes("#/?at=-1&from=never")).toEqual({ from: null, to: null, at: null });
  });
});
