import { describe, expect, it } from "vitest";

import { beyond, rayOf, raysOf } from "../src/map/bearing";

describe("bearings on the map", () => {
  it("needs a bearing and from where", () => {
    expect(rayOf({ bearing_deg: 90 })).toBeNull();
    expect(rayOf({ observer_place: { lon: 33, lat: 35 } })).toBeNull();
    expect(rayOf({ bearing_deg: 90, observer_place: { lon: 33, lat: 35 }, distance_low_m: 100, distance_high_m: 2000 }))
      .toEqual({ lon: 33, lat: 35, bearing: 90, error: 0, near: 100, far: 2000 });
  });
  it("goes the way it says", () => {
    const [lon, lat] = beyond(33, 0, 90, 111_195) as [number, number];
    expect([lon, lat].map((v) => Math.round(v * 1e6) / 1e6)).toEqual([34, 0]);
    expect((beyond(33, 35, 0, 1000) as [number, number])[1]).toBeGreaterThan(35);
  });
  it("draws a sector where an error is told", () => {
    const ray = { lon: 33, lat: 35, bearing: 350, error: 15, near: 0, far: 1000 };
    const [sector, line] = raysOf(ray);
    expect(sector?.geometry.type).toBe("Polygon");
    expect(line?.geometry.type).toBe("LineString");
    expect(raysOf({ ...ray, error: 0 })).toHaveLength(1);
  });
});
