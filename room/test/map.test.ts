import { describe, expect, it } from "vitest";
import { placed } from "../src/map/glide";
import { markId, parseMarkId } from "../src/map/images";
import { fanOffset, readyMarks } from "../src/map/marks";
import { areaOf, cellAround, discAround, pixelsAtZoom0, sharpness } from "../src/map/uncertainty";
import { row } from "./row";

it("never draws a sharp point for a place known no better than a district", () => {
  expect([1, 2, 3, 4, 5, 6, 7].map((prec) => sharpness(row({ prec })))).toEqual(["sharp", "near", "soft", "soft", "soft", "off", "off"]);
  const layers = readyMarks([row({ prec: 3, spread_km: 30 }), row({ prec: 6 })]);
  expect(layers.marks.features).toHaveLength(0);
  expect(layers.soft.features).toHaveLength(1);
});
it("draws a coarse cell as a square, not as its centre", () => {
  const layers = readyMarks([row({ grid_km: 10 })]);
  expect(layers.marks.features).toHaveLength(0);
  expect(layers.areas.features[0]?.properties?.area).toBe("cell");
  expect(sharpness(row({ grid_km: 10, prec: 4, spread_km: 60 }))).toBe("soft");
});
it("draws one area for all that lie in it", () => {
  const layers = readyMarks([row({ ref: "a", prec: 2, spread_km: 25 }), row({ ref: "b", prec: 2, spread_km: 25 })]);
  expect(layers.soft.features).toHaveLength(1);
  expect(layers.soft.features[0]?.properties?.refs).toBe("a b");
  expect(layers.marks.features).toHaveLength(2);
});
it("counts incidents of one place, not their reports", () => {
  const together = [row({ ref: "a" }), row({ ref: "r", register: "report" })];
  expect(readyMarks(together).stacks.features[0]?.properties?.image).toBeUndefined();
  expect(readyMarks([...together, row({ ref: "b" })]).stacks.features[0]?.properties?.image).toBe("count|2");
});
it("fans marks out without covering any", () => {
  const spots = Array.from({ length: 20 }, (_, i) => fanOffset(i, 20));
  for (const [i, a] of spots.entries()) {
    for (const b of spots.slice(i + 1)) expect(Math.hypot(a[0] - b[0], a[1] - b[1])).toBeGreaterThan(14);
  }
  expect(fanOffset(0, 1)).toEqual([0, 0]);
});
it("keeps true sizes on the ground", () => {
  const east = discAround(33, 35, 25).coordinates[0]!.reduce((far, [lon = 0]) => Math.max(far, lon), 0);
  expect((east - 33) * 111.32 * Math.cos((35 * Math.PI) / 180)).toBeCloseTo(25, 0);
  const [a, , c] = cellAround(33, 35, 10).coordinates[0]!;
  expect((c![1]! - a![1]!) * 111.2).toBeCloseTo(10, 1);
  expect(pixelsAtZoom0(40_075_016.686, 0)).toBeCloseTo(512);
  expect(areaOf(row({ prec: 1 }))).toBeNull();
});
it("names a mark's picture so that it can be drawn again", () => {
  const mark = { incidentClass: "APK", hollow: true, unverified: true, deaths: 2 as const };
  expect(parseMarkId(markId(mark))).toEqual(mark);
});

describe("a drawing that glides", () => {
  const drawn = { lng: 20, lat: 5, zoom: 4, turn: 0, width: 1000, height: 500, at: 0 };
  const now = { lng: 21, lat: 5, zoom: 4, turn: 0, width: 1000, height: 500 };
  it("is moved by what its centre has moved", () => {
    expect(placed(drawn, now, { x: 440, y: 260 })).toBe("translate(-60px, 10px) scale(1)");
  });
  it("is scaled around its centre", () => {
    const scale = 2 ** 0.25;
    expect(placed(drawn, { ...now, zoom: 4.25 }, { x: 500, y: 250 })).toBe(`translate(${500 - 500 * scale}px, ${250 - 250 * scale}px) scale(${scale})`);
  });
  it("is drawn anew when it would leave much empty, or does not fit", () => {
    expect(placed(drawn, now, { x: 300, y: 250 })).toBeNull();
    expect(placed(drawn, { ...now, zoom: 5 }, { x: 500, y: 250 })).toBeNull();
    expect(placed(drawn, { ...now, width: 900 }, { x: 450, y: 250 })).toBeNull();
    expect(placed(drawn, { ...now, turn: 1 }, { x: 500, y: 250 })).toBeNull();
  });
});
