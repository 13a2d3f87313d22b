/** Bearings as rays and sectors. Pure. */
import type { Feature, Position } from "geojson";
import type { Values } from "../contract";

export interface Ray {
  lon: number;
  lat: number;
  bearing: number;
  /** Degrees to either side; 0 where nobody says how far it may be off. */
  error: number;
  /** Metres. */
  near: number;
  far: number;
}
/** A ray without any distance is drawn so far: sound and sight seldom reach beyond. */
const farM = 15_000;
const mPerDegree = 111_195;

const number = (value: unknown): number | null => (typeof value === "number" ? value : null);

/** The ray of a report's values, where it tells a bearing and from where. */
export function rayOf(values: Values): Ray | null {
  const at = values.observer_place as { lon?: number; lat?: number } | undefined;
  const bearing = number(values.bearing_deg);
  if (bearing === null || typeof at?.lon !== "number" || typeof at.lat !== "number") return null;
  const far = number(values.distance_high_m) ?? farM;
  return { lon: at.lon, lat: at.lat, bearing, error: Math.min(number(values.bearing_error_deg) ?? 0, 180), near: Math.min(number(values.distance_low_m) ?? 0, far), far };
}

/** The point so far from another in a direction from true north, on a plane laid there. */
export function beyond(lon: number, lat: number, bearing: number, metres: number): Position {
  const turn = (bearing * Math.PI) / 180;
  const scale = Math.max(Math.cos((lat * Math.PI) / 180), 0.01);
  return [lon + (Math.sin(turn) * metres) / mPerDegree / scale, lat + (Math.cos(turn) * metres) / mPerDegree];
}

/** The ray itself and, where an error is told, the sector in which it may be. */
export function raysOf(ray: Ray): Feature[] {
  const at = (bearing: number, metres: number): Position => beyond(ray.lon, ray.lat, bearing, metres);
  const line: Feature = { type: "Feature", properties: {}, geometry: { type: "LineString", coordinates: [[ray.lon, ray.lat], at(ray.bearing, ray.far)] } };
  if (!ray.error) return [line];
  const steps = Math.max(2, Math.ceil(ray.error / 4));
  const turns = Array.from({ length: 2 * steps + 1 }, (_, i) => ray.bearing - ray.error + (i * ray.error) / steps);
  const inner = ray.near > 0 ? turns.map((turn) => at(turn, ray.near)).reverse() : [[ray.lon, ray.lat] as Position];
  const ring = [...turns.map((turn) => at(turn, ray.far)), ...inner];
  return [{ type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates: [[...ring, ring[0] as Position]] } }, line];
}
