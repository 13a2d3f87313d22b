import { expect, it } from "vitest";
import { joinMoment, splitMoment } from "../src/form/zone-time";
import { tellMoment, tellSpan } from "../src/moments";
import { histogram, shift, stretch, ticks } from "../src/slider/histogram";
import { row } from "./row";

const reader = { lang: "en-GB", timezone: "Asia/Nicosia" };

it("tells a moment no more exactly than it is known", () => {
  expect(tellMoment({ start: "1996-06-03", end: "1996-06-03", prec: 1 }, reader)).toBe("03 Jun 1996");
  expect(tellMoment({ start: "1989-05-01", end: "1989-05-31", prec: 4 }, reader)).toBe("May 1989");
  expect(tellMoment({ start: "1963-12-21", end: "1964-08-31", prec: 5 }, reader)).toBe("1963 – 1964");
  expect(tellMoment({ start: "2025-03-02T14:05:00+02:00", prec: 1 }, reader)).toBe("02 Mar 2025, 14:05");
});
it("reads a row's whole days as days, instants off the mission's clock", () => {
  expect(tellSpan("1996-06-03T00:00:00Z", "1996-06-04T00:00:00Z", 1, reader)).toBe("03 Jun 1996");
  expect(tellSpan("2025-03-02T12:05:00Z", "2025-03-02T12:05:01Z", 1, reader)).toBe("02 Mar 2025, 14:05");
  expect(tellSpan("1974-07-20T00:00:00Z", "1974-08-17T00:00:00Z", 4, reader)).toBe("Jul 1974 – Aug 1974");
  expect(tellSpan(null, null, null, reader)).toBe("");
});
it("writes clock times with the offset of the day, and reads them back", () => {
  expect(joinMoment("2025-03-02", "14:05", "Asia/Nicosia")).toBe("2025-03-02T14:05:00+02:00");
  expect(joinMoment("2025-07-02", "14:05", "Asia/Nicosia")).toBe("2025-07-02T14:05:00+03:00");
  expect(joinMoment("2025-07-02", "", "Asia/Nicosia")).toBe("2025-07-02");
  expect(joinMoment("2025-07-02", "09:00", "America/Port-au-Prince")).toBe("2025-07-02T09:00:00-04:00");
  expect(splitMoment("2025-07-02T11:05:00Z", "Asia/Nicosia")).toEqual({ day: "2025-07-02", time: "14:05" });
  expect(splitMoment("2025-07-02", "Asia/Nicosia")).toEqual({ day: "2025-07-02", time: "" });
});
it("counts incidents over the record", () => {
  const all = histogram([row({}), row({ start: "2000-01-01T00:00:00Z" }), row({ register: "report", start: "1900-01-01T00:00:00Z" })], 10);
  expect(all?.counts.reduce((a, b) => a + b)).toBe(2);
  expect(histogram([row({ start: null })], 10)).toBeNull();
});
it("keeps a window inside the record and its ends apart", () => {
  const all = { from: 0, to: 1000 };
  expect(shift({ from: 800, to: 900 }, 500, all)).toEqual({ from: 900, to: 1000 });
  expect(shift({ from: 100, to: 200 }, -500, all)).toEqual({ from: 0, to: 100 });
  expect(stretch({ from: 100, to: 200 }, "from", 900, all).from).toBeLessThan(200);
});
it("marks years in a long record and days in a short one", () => {
  expect(ticks({ from: Date.UTC(1963, 11), to: Date.UTC(2024, 1) }, 9).map(({ ms }) => new Date(ms).getUTCFullYear())).toEqual([1970, 1980, 1990, 2000, 2010, 2020]);
  expect(ticks({ from: Date.UTC(2024, 0, 1), to: Date.UTC(2024, 0, 9) }, 9)[0]?.unit).toBe("day");
});
