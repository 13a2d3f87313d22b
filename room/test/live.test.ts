import { expect, it } from "vitest";
import { liveFeatures, replayFeatures, type Unit } from "../src/map/live";

const unit = (more: Partial<Unit> = {}): Unit => ({
  uid: "U", call_sign: "PATROL-1", own: true, type: "a-f-G-U-C", said_hostile: false, means: "foot_patrol", lon: 33, lat: 35,
  course_deg: 90, speed_ms: 2, at: "2026-03-02T09:00:00Z", stale: false, clock_off_s: null, ...more,
});
const images = (units: Unit[]): unknown[] => liveFeatures({ on: true, units, drones: [] }).features.map((each) => each.properties?.image);

it("turns who moves along its course and greys who is stale", () => {
  expect(images([unit(), unit({ speed_ms: 0 }), unit({ stale: true, course_deg: null }), unit({ own: false })]))
    .toEqual(["unit|arrow|own", "unit|dot|own", "unit|dot|stale", "unit|arrow|other"]);
});
it("draws a drone with what it sees, and without it where that is not known", () => {
  const drone = { name: "udp", call_sign: "GL-01", at: "", stale: false, place: [33, 35], centre: [33.01, 35], heading_deg: 10, altitude_m: 900, footprint: null };
  const parts = liveFeatures({ on: true, units: [], drones: [drone] }).features.map((each) => each.properties?.part);
  expect(parts).toEqual(["centre", "sight", "unit"]);
});
it("goes along a way up to the slider's time", () => {
  const track = { ref: "WIN-1", looks: [0, 1, 2].map((minute) => ({ at: `2026-03-02T09:0${minute}:00Z`, place: [33 + minute, 35], area: null })) };
  const upto = (to: number | null): number[] => replayFeatures([track], to).features.map((each) => (each.geometry.type === "LineString" ? each.geometry.coordinates.length : 1));
  expect(upto(null)).toEqual([3, 1]);
  expect(upto(Date.parse("2026-03-02T09:01:30Z"))).toEqual([2, 1]);
  expect(upto(0)).toEqual([]);
});
