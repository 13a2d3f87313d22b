import { describe, expect, it } from "vitest";
import { drawn, edges, looksOf, ranked, shadeOf } from "../src/outlook/drawing";
import type { Unit } from "../src/outlook/wire";

const unit = (name: string, chance: number | null, verdict: "skill" | "no_skill" | "unknown" = "skill", west = 33): Unit => ({
  unit: name, name, unknown: chance === null, known: 60, skill: { verdict, gain: null, low: null, high: null, cases: 0 },
  shape: { type: "Polygon", coordinates: [[[west, 35], [west + 0.5, 35], [west + 0.5, 35.5], [west, 35.5], [west, 35]]] },
  ahead: chance === null ? [] : [{ expected: 1, median: 0, low: 0, high: 3, chance, chance_n: chance / 2 }], why: [], near: [],
});

describe("how the outlook is drawn", () => {
  it("has one shade more than edges, and an edge belongs to the darker one", () => {
    expect(shadeOf(0)).toBe(0);
    expect(shadeOf(edges[0])).toBe(1);
    expect(shadeOf(1)).toBe(edges.length);
  });
  it("hatches what is not known to beat the past, and leaves empty what is not foreseen", () => {
    expect(looksOf(unit("A", 0.5), 0, "chance")).toEqual({ shade: 3, hatched: false, empty: false });
    expect(looksOf(unit("A", 0.5, "no_skill"), 0, "chance").hatched).toBe(true);
    expect(looksOf(unit("A", 0.5, "unknown"), 0, "chance").hatched).toBe(true);
    expect(looksOf(unit("A", null), 0, "chance")).toEqual({ shade: 0, hatched: false, empty: true });
  });
  it("puts the most likely first and the unknown last", () => {
    expect(ranked([unit("A", 0.1), unit("B", null), unit("C", 0.9)], 0, "chance").map((one) => one.unit)).toEqual(["C", "A", "B"]);
  });
  it("draws all units on one scale, west to the left, and nothing of nothing", () => {
    const { paths, height } = drawn([unit("A", 0.1), unit("B", 0.1, "skill", 34)]);
    const first = (name: string): number => Number(paths.get(name)?.slice(1).split(" ")[0]);
    expect(first("A")).toBeLessThan(first("B"));
    expect(height).toBeGreaterThan(0);
    expect(drawn([])).toEqual({ paths: new Map(), height: 0 });
  });
});
