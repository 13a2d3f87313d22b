/** Rows of the picture as map features: sharp marks, soft discs, cells, stacks, and our own holdings. */
import type { Feature, FeatureCollection, Point } from "geojson";
import { classOf, lookOf } from "../classes";
import type { Row } from "../contract";
import { isHappening } from "../filters";
import { deathsStep, markId } from "./images";
import { areaOf, pixelsAtZoom0, sharpness, spreadKm } from "./uncertainty";

/** Nobody has checked it yet, or nobody can judge who says so. */
export const isUnverified = (row: Pick<Row, "state" | "grade">): boolean =>
  row.state === "reported" || row.grade === "F6" || row.state === "unverifiable";

const golden = Math.PI * (3 - Math.sqrt(5));
/** Pixels that the n-th mark of one place is moved by, in a spiral that leaves no two on top of each other. */
export function fanOffset(index: number, count: number): [number, number] {
  if (count < 2) return [0, 0];
  const reach = 16 * Math.sqrt(index + 0.7);
  return [Math.round(reach * Math.cos(index * golden)), Math.round(reach * Math.sin(index * golden))];
}

const point = (row: Row, properties: Record<string, unknown>): Feature<Point> => ({
  type: "Feature",
  geometry: { type: "Point", coordinates: [row.lon ?? 0, row.lat ?? 0] },
  properties: { ref: row.ref, ...properties },
});

const imageOf = (row: Row): string => markId({
  incidentClass: classOf(row.kind),
  hollow: row.register === "report",
  unverified: isUnverified(row),
  deaths: deathsStep(row.deaths),
});
const sizeOf = (row: Row): number => (row.register === "report" ? 0.9 : 0.8 + 0.09 * Math.min(row.severity ?? 1, 4));

export interface MarkLayers {
  marks: FeatureCollection;
  stacks: FeatureCollection;
  soft: FeatureCollection;
  areas: FeatureCollection;
  holdings: FeatureCollection;
}

const placeKey = (row: Row): string => `${row.lon?.toFixed(4)} ${row.lat?.toFixed(4)}`;
const collection = (features: Feature[]): FeatureCollection => ({ type: "FeatureCollection", features });

export function readyMarks(rows: readonly Row[]): MarkLayers {
  const soft: Feature[] = [];
  const areas: Feature[] = [];
  const holdings: Feature[] = [];
  const places = new Map<string, Row[]>();
  for (const row of rows) {
    const kind = sharpness(row);
    if (kind === "off") continue;
    if (!isHappening(row) && kind !== "cell") {
      holdings.push(point(row, { image: `hold|${row.register}`, size: 1, weight: 0 }));
      continue;
    }
    const { colour } = lookOf(classOf(row.kind));
    const unverified = isUnverified(row);
    const area = areaOf(row);
    if (area) areas.push({ ...area, properties: { ...area.properties, colour, unverified } });
    if (kind === "soft") {
      soft.push(point(row, {
        colour, px0: pixelsAtZoom0(spreadKm(row) * 1000, row.lat ?? 0), opacity: unverified ? 0.1 : 0.17,
      }));
    } else if (kind !== "cell") {
      const place = places.get(placeKey(row));
      if (place) place.push(row);
      else places.set(placeKey(row), [row]);
    }
  }
  const marks: Feature[] = [];
  const stacks: Feature[] = [];
  for (const together of places.values()) {
    const first = together[0];
    if (first && together.length > 1) stacks.push(point(first, { image: `count|${together.length}` }));
    together.forEach((row, index) => marks.push(point(row, {
      image: imageOf(row),
      size: sizeOf(row),
      fan: fanOffset(index, together.length),
      // The gravest lies on top.
      weight: (row.register === "report" ? 0 : 10) + (row.severity ?? 0) + deathsStep(row.deaths),
    })));
  }
  return {
    marks: collection(marks), stacks: collection(stacks), soft: collection(soft),
    areas: collection(areas), holdings: collection(holdings),
  };
}

/** What is outlined for a selected or fresh row: its mark, or the area it may lie in. */
export function outlineOf(row: Row): Feature[] {
  const kind = sharpness(row);
  if (kind === "off") return [];
  const area = areaOf(row);
  const shapes: Feature[] = area ? [area] : [];
  if (kind === "sharp" || kind === "near") shapes.push(point(row, {}));
  return shapes;
}
