/** How far a place may be off, and the shapes that say so on the map. */
import type { Feature, Polygon, Position } from "geojson";
import type { Row } from "../contract";

const earthM = 6_371_008.8;
/** Metres of one pixel at zoom 0 on the equator, for MapLibre's 512-pixel tiles. */
const metresPerPixel = 40_075_016.686 / 512;
const radians = Math.PI / 180;

/** What the mission's server should tell; these only stand in when it does not. */
const usualSpreadKm: Record<number, number> = { 1: 0, 2: 25, 3: 30, 4: 80, 5: 60 };

export const spreadKm = (row: Pick<Row, "prec" | "spread_km">): number =>
  row.spread_km || usualSpreadKm[row.prec ?? 1] || 0;

export type Sharpness = "sharp" | "near" | "soft" | "cell" | "off";

/** Never draw a sharp point for a place known no better than a district; a country is not drawn at all. */
export function sharpness(row: Pick<Row, "lon" | "lat" | "prec" | "grid_km" | "spread_km">): Sharpness {
  if (row.lon === null || row.lat === null) return "off";
  const prec = row.prec ?? 1;
  if (prec >= 6) return "off";
  // A cell may not promise more than is known: a wide doubt stays wide.
  if (row.grid_km) return spreadKm(row) > row.grid_km ? "soft" : "cell";
  if (prec >= 3) return "soft";
  return prec === 2 ? "near" : "sharp";
}

/** Pixels at zoom 0 for a length at a latitude; doubling with every zoom level gives the true size. */
export const pixelsAtZoom0 = (metres: number, lat: number): number =>
  metres / (metresPerPixel * Math.cos(lat * radians));

/** Ring around a point, `km` away in every direction. */
export function discAround(lon: number, lat: number, km: number, corners = 72): Polygon {
  const angular = (km * 1000) / earthM;
  const ring: Position[] = [];
  for (let i = 0; i <= corners; i += 1) {
    const bearing = ((i % corners) / corners) * 2 * Math.PI;
    const sinLat = Math.sin(lat * radians) * Math.cos(angular)
      + Math.cos(lat * radians) * Math.sin(angular) * Math.cos(bearing);
    const there = Math.asin(sinLat);
    const turn = Math.atan2(
      Math.sin(bearing) * Math.sin(angular) * Math.cos(lat * radians),
      Math.cos(angular) - Math.sin(lat * radians) * sinLat,
    );
    ring.push([lon + turn / radians, there / radians]);
  }
  return { type: "Polygon", coordinates: [ring] };
}

/** Square cell of `km` a side around the centre that a lower audience is given. */
export function cellAround(lon: number, lat: number, km: number): Polygon {
  const high = (km * 500) / earthM / radians;
  const wide = high / Math.cos(lat * radians);
  return {
    type: "Polygon",
    coordinates: [[
      [lon - wide, lat - high], [lon + wide, lat - high], [lon + wide, lat + high], [lon - wide, lat + high],
      [lon - wide, lat - high],
    ]],
  };
}

/** The area a row may lie in, or null where it is a point or cannot be drawn. */
export function areaOf(row: Row): Feature<Polygon> | null {
  if (row.lon === null || row.lat === null) return null;
  const kind = sharpness(row);
  if (kind === "off" || kind === "sharp") return null;
  const geometry = kind === "cell"
    ? cellAround(row.lon, row.lat, row.grid_km ?? 1)
    : discAround(row.lon, row.lat, spreadKm(row));
  return { type: "Feature", geometry, properties: { refs: row.ref, area: kind } };
}
