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

/** A fan of more would cover its neighbours: such a place keeps its number, and the chooser lists it. */
const mostFanned = 40;
const golden = Math.PI * (3 - Math.sqrt(5));
/** Pixels that the n-th mark of one place is moved by: the first stays, the others spiral around it. */
export function fanOffset(index: number, count: number): [number, number] {
  if (count < 2 || count > mostFanned) return [0, 0];
  const reach = 19 * Math.sqrt(index);
  return [Math.round(reach * Math.cos(index * golden)), Math.round(reach * Math.sin(index * golden))];
}

const point = (row: Row, properties: Record<string, unknown>): Feature<Point> => ({
  type: "Feature",
  geometry: { type: "Point", coordinates: [row.lon ?? 0, row.lat ?? 0] },
  properties: { refs: row.ref, ...properties },
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

const collection = (features: Feature[]): FeatureCollection => ({ type: "FeatureCollection", features });

function gather(groups: Map<string, Row[]>, key: string, row: Row): void {
  const group = groups.get(key);
  if (group) group.push(row);
  else groups.set(key, [row]);
}
const placeKey = (row: Row): string => `${row.lon?.toFixed(4)} ${row.lat?.toFixed(4)}`;
const holdingColour = "#58a6d8";
/** The gravest lies on top and lends its colour. */
const weightOf = (row: Row): number =>
  (row.register === "report" ? 0 : 10) + (row.severity ?? 0) + deathsStep(row.deaths);
const gravest = (rows: Row[]): Row | undefined => rows.reduce((a, b) => (weightOf(b) > weightOf(a) ? b : a), rows[0] as Row);

/** More faint discs than this are a haze that tells nothing: then only the marks remain, and a selected one's disc. */
const mostNear = 400;

/**
 * The same area is drawn once however many lie in it: piled-up colour would look like certainty. Discs are points with
 * a radius, which the graphics card rounds off; only cells and dashed outlines need corners.
 */
function areaFeatures(together: Row[], nearToo: boolean, opacity: number): { disc?: Feature; area?: Feature } {
  const top = gravest(together);
  if (!top) return {};
  const kind = sharpness(top);
  const colour = isHappening(top) ? lookOf(classOf(top.kind)).colour : holdingColour;
  const unverified = together.every(isUnverified);
  const refs = together.map((row) => row.ref).join(" ");
  const outlined = kind === "cell" || (kind === "soft" && unverified);
  const area = outlined ? areaOf(top) : null;
  return {
    ...(area ? { area: { ...area, properties: { ...area.properties, refs, colour, unverified } } } : {}),
    ...(kind === "soft" || (kind === "near" && nearToo) ? {
      disc: point(top, { refs, colour, area: kind, px0: pixelsAtZoom0(spreadKm(top) * 1000, top.lat ?? 0), opacity: unverified ? opacity * 0.6 : opacity }),
    } : {}),
  };
}

function markFeatures(together: Row[]): { marks: Feature[]; stack: Feature | null } {
  // A report at its incident's place is no second event: incidents are counted where there are any.
  const incidents = together.filter((row) => row.register === "incident").length;
  const count = incidents || together.length;
  const ranked = [...together].sort((a, b) => weightOf(b) - weightOf(a));
  const first = ranked[0];
  const stack = first && together.length > 1
    ? point(first, { deep: together.length > mostFanned, ...(count > 1 ? { image: `count|${count}` } : {}) }) : null;
  const marks = ranked.map((row, index) => point(row, {
    image: imageOf(row), size: sizeOf(row), fan: fanOffset(index, together.length), weight: weightOf(row),
  }));
  return { marks, stack };
}

export function readyMarks(rows: readonly Row[]): MarkLayers {
  const holdings: Feature[] = [];
  const places = new Map<string, Row[]>();
  const around = new Map<string, Row[]>();
  for (const row of rows) {
    const kind = sharpness(row);
    if (kind === "off") continue;
    if (!isHappening(row) && kind !== "cell") {
      holdings.push(point(row, { image: `hold|${row.register}`, size: 1, weight: 0 }));
      continue;
    }
    if (kind !== "sharp") gather(around, `${kind} ${placeKey(row)} ${row.grid_km ?? spreadKm(row)}`, row);
    if (kind === "sharp" || kind === "near") gather(places, placeKey(row), row);
  }
  const count = (kind: string): number => [...around.keys()].filter((key) => key.startsWith(`${kind} `)).length;
  const nearToo = count("near") <= mostNear;
  // The more there are, the fainter each: where they overlap, the ground must stay readable.
  const opacity = Math.max(0.03, 0.15 / Math.sqrt(Math.max(1, count("soft"))));
  const areas = [...around.values()].map((together) => areaFeatures(together, nearToo, opacity));
  const marks = [...places.values()].map(markFeatures);
  return {
    marks: collection(marks.flatMap((each) => each.marks)),
    stacks: collection(marks.flatMap((each) => each.stack ?? [])),
    soft: collection(areas.flatMap((each) => each.disc ?? [])),
    areas: collection(areas.flatMap((each) => each.area ?? [])),
    holdings: collection(holdings),
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
