import { describe, expect, it } from "vitest";
import { brief, daysAfter, lastWeeks, monday, roundTop, sentenceOf } from "../src/coverage/period";
import { pointsOf, textOf } from "../src/form/fields/shape";
import type { RateChange } from "../src/coverage/wire";

const change = (says: RateChange["says"], counts: RateChange["counts_say"], explained = false): RateChange =>
  ({ week: "2025-03-03", before: [], says, counts_say: counts, explained, ratio: 1, low: 0.5, high: 2, count: 1, hours: 1, count_before: 1, hours_before: 1 });

describe("periods of whole weeks", () => {
  it("begins on a Monday, four weeks back", () => {
    expect(monday("2025-03-02")).toBe("2025-02-24");
    expect(monday("2025-03-03")).toBe("2025-03-03");
    expect(lastWeeks("2025-03-05")).toEqual({ since: "2025-02-10", until: "2025-03-10" });
    expect(daysAfter("2024-02-28", 2)).toBe("2024-03-01");
  });
});

describe("figures", () => {
  it("has a round top and few digits", () => {
    expect([0, 0.7, 3, 14, 61].map(roundTop)).toEqual([1, 1, 5, 20, 100]);
    expect([0, 0.01234, 1.2345, 123.4].map(brief)).toEqual(["0", "0.012", "1.23", "123"]);
  });
  it("calls a trend only what the rate shows", () => {
    expect(sentenceOf(change("rise", "rise"))).toBe("change_rise");
    expect(sentenceOf(change("none", "rise", true))).toBe("change_explained");
    expect(sentenceOf(change("none", "none"))).toBe("change_none");
    expect(sentenceOf(change("unknown", "rise"))).toBe("change_unknown");
  });
});

describe("shapes", () => {
  it("are drawn and read again", () => {
    const points: [number, number][] = [[33, 35], [33.1, 35], [33.1, 35.1]];
    for (const area of [true, false]) expect(pointsOf(textOf(points, area))).toEqual(points);
    expect(textOf(points.slice(0, 2), true)).toBe("");
    expect(pointsOf("MULTIPOLYGON (((0 0, 1 1, 1 0, 0 0)))")).toBeNull();
    expect(pointsOf("POLYGON ((a b, 1 1))")).toBeNull();
  });
});
