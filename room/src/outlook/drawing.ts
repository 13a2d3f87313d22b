/** Units as a small drawing of the ground, and chances as a few shades. Pure. */
import type { Geometry, Position } from "geojson";
import type { Unit } from "./wire";

export const width = 640;
const most = 420;
/** The edges between shades, as chances; below the first the lightest. */
export const edges = [0.05, 0.2, 0.4, 0.6] as const;

export const shadeOf = (chance: number): number => edges.filter((edge) => chance >= edge).length;
/** How a unit is drawn: by the shade of its chance, hatched where the forecast is not known to beat the past, or empty. */
export function looksOf(unit: Unit, step: number, of: "chance" | "chance_n"): { shade: number; hatched: boolean; empty: boolean } {
  const ahead = unit.ahead[step];
  return { shade: ahead ? shadeOf(ahead[of]) : 0, hatched: Boolean(ahead) && unit.skill.verdict !== "skill", empty: !ahead };
}

const rings = (shape: Geometry): Position[][] =>
  shape.type === "Polygon" ? shape.coordinates : shape.type === "MultiPolygon" ? shape.coordinates.flat() : [];

/** Each unit's outline as an SVG path, all on one scale, true at the middle latitude; north is up. */
export function drawn(units: readonly Unit[]): { paths: Map<string, string>; height: number } {
  const all = units.flatMap((unit) => rings(unit.shape).flat());
  if (!all.length) return { paths: new Map(), height: 0 };
  const lon = all.map(([x]) => x ?? 0);
  const lat = all.map(([, y]) => y ?? 0);
  const [west, east, south, north] = [least(lon), greatest(lon), least(lat), greatest(lat)];
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = Math.min((width - 8) / Math.max((east - west) * squeeze, 1e-6), (most - 8) / Math.max(north - south, 1e-6));
  const at = ([x = 0, y = 0]: Position): string => `${(4 + (x - west) * squeeze * scale).toFixed(1)} ${(4 + (north - y) * scale).toFixed(1)}`;
  const path = (unit: Unit): string => rings(unit.shape).map((ring) => `M${ring.map(at).join("L")}Z`).join("");
  return { paths: new Map(units.map((unit) => [unit.unit, path(unit)])), height: Math.ceil((north - south) * scale + 8) };
}
const least = (values: number[]): number => values.reduce((a, b) => Math.min(a, b), Infinity);
const greatest = (values: number[]): number => values.reduce((a, b) => Math.max(a, b), -Infinity);

/** Units by their chance in a step, the most likely first; those of which nothing is foreseen last. */
export const ranked = (units: readonly Unit[], step: number, of: "chance" | "chance_n"): Unit[] =>
  [...units].sort((a, b) => (b.ahead[step]?.[of] ?? -1) - (a.ahead[step]?.[of] ?? -1) || a.unit.localeCompare(b.unit));
