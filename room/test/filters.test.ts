import { expect, it } from "vitest";
import type { Row } from "../src/contract";
import { byTime, countChoices, fold, noFilters, selectRows, type Filters } from "../src/filters";
import { row } from "./row";

const pick = (rows: Row[], part: Partial<Filters>, more: Partial<Parameters<typeof selectRows>[2]> = {}): string[] =>
  selectRows(rows, { ...noFilters(), ...part }, { hay: (each) => fold(each.label ?? ""), ofText: new Set(), ofParty: null, view: null, ...more }).map((each) => each.ref);

it("asks by class, kind, state and severity", () => {
  const rows = [row({ ref: "a" }), row({ ref: "b", kind: "CMB-CLH", severity: 4, state: "verified" })];
  expect(pick(rows, { classes: ["CFV"] })).toEqual(["a"]);
  expect(pick(rows, { kind: "CMB-CLH" })).toEqual(["b"]);
  expect(pick(rows, { state: "verified" })).toEqual(["b"]);
  expect(pick(rows, { severity: 2 })).toEqual(["b"]);
});
it("finds words without accents, in any order", () => {
  const rows = [row({ ref: "a", label: "Λήδρα Πάλας" }), row({ ref: "b" })];
  expect(pick(rows, { text: "παλας ληδρα" })).toEqual(["a"]);
  expect(pick(rows, { text: "kofinou" }, { ofText: new Set(["b"]) })).toEqual(["b"]);
});
it("keeps what overlaps the window, and sites whatever the window", () => {
  const rows = [row({ ref: "a" }), row({ ref: "b", start: null }), row({ ref: "s", register: "site", start: null })];
  expect(pick(rows, { from: Date.parse("1996-06-03T12:00:00Z"), to: Date.parse("1997-01-01T00:00:00Z") })).toEqual(["a", "s"]);
  expect(pick(rows, { from: Date.parse("1996-06-05T00:00:00Z") })).toEqual(["s"]);
});
it("narrows to the view, to a party, to country only", () => {
  const rows = [row({ ref: "a" }), row({ ref: "b", lon: 10, prec: 6 })];
  expect(pick(rows, { inView: true }, { view: [33, 35, 34, 36] })).toEqual(["a"]);
  expect(pick(rows, { party: "NG" }, { ofParty: new Set(["b"]) })).toEqual(["b"]);
  expect(pick(rows, { countryOnly: true })).toEqual(["b"]);
});
it("orders by time, what has none last", () => {
  const rows = [row({ ref: "x", start: null }), row({ ref: "old", start: "1964-01-01T00:00:00Z" }), row({ ref: "new", start: "2020-01-01T00:00:00Z" })];
  expect(rows.sort(byTime).map((each) => each.ref)).toEqual(["new", "old", "x"]);
});
it("counts choices for the badge", () => {
  expect(countChoices(noFilters())).toBe(0);
  expect(countChoices({ ...noFilters(), classes: ["CFV", "CMB"], from: 1, to: 2, inView: true })).toBe(3);
});
