/** The map's layers from the ground up, and their colours in each theme. */
import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from "maplibre-gl";
import type { Theme } from "../theme";

const empty = { type: "geojson" as const, data: { type: "FeatureCollection" as const, features: [] } };
const sources = [
  "land", "coast", "borders", "grid-10", "grid-1", "grid-quarter", "zones", "labels", "areas", "soft", "marks",
  "stacks", "holdings", "selected", "fresh", "picked", "cover", "blind", "rays", "replay", "live",
] as const;
export type SourceName = (typeof sources)[number];

/** A length on the ground in pixels: `px0` is its size at zoom 0, and every zoom level doubles it. */
const onGround: ExpressionSpecification =
  ["interpolate", ["exponential", 2], ["zoom"], 0, ["get", "px0"], 24, ["*", ["get", "px0"], 2 ** 24]];

const is = (name: string, ...values: (string | boolean)[]): ExpressionSpecification =>
  ["in", ["get", name], ["literal", values]];
const both = (...parts: ExpressionSpecification[]): ExpressionSpecification => ["all", ...parts];

/** Marks of one place are fanned out from this zoom on; below it a number tells how many lie there. */
export const fanZoom = 10;
const markLayout = {
  "icon-image": ["get", "image"] as ExpressionSpecification,
  "icon-size": ["get", "size"] as ExpressionSpecification,
  "icon-allow-overlap": true,
  "icon-ignore-placement": true,
  "symbol-sort-key": ["get", "weight"] as ExpressionSpecification,
};

const stackLayout = {
  "icon-image": ["get", "image"] as ExpressionSpecification,
  "icon-offset": [12, -11] as [number, number],
  "icon-allow-overlap": true,
  "icon-ignore-placement": true,
};

const layers: LayerSpecification[] = [
  { id: "sea", type: "background" },
  { id: "grid-10", type: "line", source: "grid-10", maxzoom: 5 },
  { id: "grid-1", type: "line", source: "grid-1", minzoom: 5 },
  { id: "grid-quarter", type: "line", source: "grid-quarter", minzoom: 8.4 },
  { id: "coast-glow", type: "line", source: "coast", layout: { "line-join": "round" } },
  { id: "land", type: "fill", source: "land", paint: { "fill-antialias": false } },
  { id: "grid-land", type: "line", source: "grid-1", minzoom: 5 },
  { id: "borders", type: "line", source: "borders", layout: { "line-join": "round" } },
  { id: "coast", type: "line", source: "coast", layout: { "line-join": "round" } },

  { id: "cover", type: "fill", source: "cover", filter: is("sure", true), paint: { "fill-antialias": false } },
  { id: "cover-perhaps", type: "line", source: "cover", filter: is("sure", false), paint: { "line-dasharray": [2, 2] } },
  { id: "zone-fill", type: "fill", source: "zones", filter: is("kind", "buffer_zone", "pocket", "area", "base_area") },
  { id: "zone-around", type: "circle", source: "zones", filter: both(["==", ["geometry-type"], "Point"], is("kind", "base_area", "area", "pocket")),
    paint: { "circle-radius": onGround, "circle-blur": 0.3 } },
  { id: "zone-band", type: "line", source: "zones", filter: both(is("kind", "ceasefire_line", "pocket"), [">", ["get", "px0"], 0]),
    layout: { "line-join": "round", "line-cap": "round" }, paint: { "line-width": onGround } },
  { id: "zone-edge", type: "line", source: "zones", filter: both(is("kind", "buffer_zone", "pocket", "area", "base_area"), is("verified", true)) },
  { id: "zone-edge-unverified", type: "line", source: "zones",
    filter: both(is("kind", "buffer_zone", "pocket", "area", "base_area"), is("verified", false)), paint: { "line-dasharray": [3, 2.5] } },
  { id: "zone-sector", type: "line", source: "zones", filter: is("kind", "sector"), paint: { "line-dasharray": [6, 3, 1, 3] } },
  { id: "zone-route", type: "line", source: "zones", filter: is("kind", "route"), layout: { "line-join": "round", "line-cap": "round" }, paint: { "line-dasharray": [1, 2.5] } },
  { id: "zone-line", type: "line", source: "zones", filter: both(is("kind", "ceasefire_line"), is("verified", true)),
    layout: { "line-join": "round", "line-cap": "round" } },
  { id: "zone-line-unverified", type: "line", source: "zones", filter: both(is("kind", "ceasefire_line"), is("verified", false)),
    layout: { "line-join": "round" }, paint: { "line-dasharray": [3, 1.6] } },

  { id: "area-near", type: "circle", source: "soft", filter: is("area", "near"), paint: { "circle-radius": onGround, "circle-color": ["get", "colour"], "circle-opacity": 0.015, "circle-stroke-color": ["get", "colour"], "circle-stroke-width": 0.7, "circle-stroke-opacity": 0.22 } },
  { id: "area-soft", type: "circle", source: "soft", filter: is("area", "soft"), paint: { "circle-blur": 0.55, "circle-radius": onGround, "circle-color": ["get", "colour"], 
      // Close by, a wide area would tint the whole window and say nothing.
      "circle-opacity": ["interpolate", ["linear"], ["zoom"], 8.5, ["get", "opacity"], 11, ["*", 0.25, ["get", "opacity"]]] } },
  { id: "area-cell", type: "fill", source: "areas", filter: is("area", "cell"), paint: { "fill-color": ["get", "colour"], "fill-opacity": 0.22 } },
  { id: "area-cell-edge", type: "line", source: "areas", filter: both(is("area", "cell"), is("unverified", false)),
    paint: { "line-color": ["get", "colour"], "line-width": 1.2 } },
  { id: "area-unverified", type: "line", source: "areas", filter: both(is("area", "soft", "cell"), is("unverified", true)),
    paint: { "line-color": ["get", "colour"], "line-width": 1, "line-dasharray": [4, 3], "line-opacity": 0.6 } },
  { id: "area-selected", type: "line", source: "selected", filter: ["==", ["geometry-type"], "Polygon"], paint: { "line-width": 2 } },

  { id: "replay-seen", type: "fill", source: "replay", filter: is("part", "seen"), paint: { "fill-opacity": 0.18 } },
  { id: "replay-seen-edge", type: "line", source: "replay", filter: is("part", "seen"), paint: { "line-width": 1.4 } },
  { id: "replay-way", type: "line", source: "replay", filter: is("part", "way"), layout: { "line-join": "round" }, paint: { "line-width": 2.2, "line-dasharray": [1.5, 1] } },
  { id: "replay-end", type: "circle", source: "replay", filter: is("part", "end"), paint: { "circle-radius": 4 } },
  { id: "live-seen", type: "fill", source: "live", filter: is("part", "footprint"), paint: { "fill-opacity": ["case", ["get", "stale"], 0.06, 0.2] } },
  { id: "live-seen-edge", type: "line", source: "live", filter: is("part", "footprint"), paint: { "line-width": 1.6, "line-opacity": ["case", ["get", "stale"], 0.35, 1] } },
  { id: "live-sight", type: "line", source: "live", filter: is("part", "sight"), paint: { "line-width": 1, "line-dasharray": [3, 3], "line-opacity": 0.7 } },
  { id: "live-centre", type: "circle", source: "live", filter: is("part", "centre"), paint: { "circle-radius": 3, "circle-opacity": ["case", ["get", "stale"], 0.4, 1] } },

  { id: "crossings", type: "symbol", source: "zones", filter: is("kind", "crossing"),
    layout: { "icon-image": "crossing", "icon-allow-overlap": true, "icon-size": ["interpolate", ["linear"], ["zoom"], 7, 0.55, 11, 1] } },
  { id: "holdings", type: "symbol", source: "holdings",
    layout: { ...markLayout, "icon-size": ["interpolate", ["linear"], ["zoom"], 6, 0.55, 10, 1] } },
  { id: "labels", type: "symbol", source: "labels", filter: ["<=", ["get", "rank"], ["step", ["zoom"], 1, 9, 2, 9.6, 3, 10.6, 5]],
    layout: { "icon-image": ["get", "image"], "icon-anchor": ["get", "anchor"], "icon-offset": ["get", "offset"],
      "symbol-sort-key": ["get", "rank"], "icon-padding": 3 } },
  { id: "blind-ring", type: "circle", source: "blind", paint: { "circle-opacity": 0, "circle-radius": 12, "circle-stroke-width": 2 } },
  { id: "blind", type: "symbol", source: "blind", layout: { "icon-image": ["concat", "count|", ["get", "rank"]], "icon-allow-overlap": true, "icon-offset": [13, -13] } },
  { id: "ray-area", type: "fill", source: "rays", filter: ["==", ["geometry-type"], "Polygon"] },
  { id: "ray", type: "line", source: "rays", filter: ["==", ["geometry-type"], "LineString"], paint: { "line-width": 1.6, "line-dasharray": [4, 2] } },
  { id: "fresh-area", type: "line", source: "fresh", filter: ["==", ["geometry-type"], "Polygon"], paint: { "line-width": 2, "line-dasharray": [2, 2] } },
  { id: "fresh", type: "circle", source: "fresh", filter: ["==", ["geometry-type"], "Point"], paint: { "circle-opacity": 0, "circle-stroke-width": 2.5 } },
  { id: "selected", type: "circle", source: "selected", filter: ["==", ["geometry-type"], "Point"],
    paint: { "circle-radius": 18, "circle-opacity": 0, "circle-stroke-width": 2.5, "circle-translate": [0, 0] } },
  { id: "marks", type: "symbol", source: "marks", maxzoom: fanZoom, layout: markLayout },
  { id: "stacks", type: "symbol", source: "stacks", maxzoom: fanZoom, filter: ["has", "image"], layout: stackLayout },
  { id: "fan-foot", type: "circle", source: "stacks", minzoom: fanZoom, filter: is("deep", false), paint: { "circle-radius": 2.5 } },
  { id: "marks-fanned", type: "symbol", source: "marks", minzoom: fanZoom,
    layout: { ...markLayout, "icon-offset": ["get", "fan"] } },
  { id: "stacks-deep", type: "symbol", source: "stacks", minzoom: fanZoom, filter: ["all", ["has", "image"], is("deep", true)], layout: stackLayout },
  { id: "live-units", type: "symbol", source: "live", filter: is("part", "unit"),
    layout: { "icon-image": ["get", "image"], "icon-rotate": ["get", "turn"], "icon-rotation-alignment": "map", "icon-allow-overlap": true, "icon-ignore-placement": true } },
  { id: "live-names", type: "symbol", source: "live", filter: is("part", "unit"),
    layout: { "icon-image": ["get", "label"], "icon-anchor": "top", "icon-offset": [0, 12], "icon-allow-overlap": ["step", ["zoom"], false, 9, true] } },
  { id: "picked", type: "symbol", source: "picked", layout: { "icon-image": "pin", "icon-anchor": "bottom", "icon-allow-overlap": true } },
];

/** What a click or the pointer may hit, the sharpest first. */
export const pointLayers = ["marks", "marks-fanned", "holdings"];
export const areaLayers = ["area-cell", "area-soft"];

type Paint = Record<string, Record<string, unknown>>;

const partyColour = (otherwise: string): ExpressionSpecification => ["coalesce", ["get", "colour"], otherwise];

export function paints(theme: Theme): Paint {
  const dark = theme === "dark";
  const zone = dark ? "#7ea9c9" : "#35688f";
  const zoneLine = dark ? "#7fd0b0" : "#0d7a58";
  const accent = dark ? "#ffffff" : "#0b1215";
  const grid = dark ? "#ffffff" : "#20465c";
  return {
    sea: { "background-color": dark ? "#0b1216" : "#cfdde4" },
    "grid-10": { "line-color": grid, "line-opacity": dark ? 0.06 : 0.1 },
    "grid-1": { "line-color": grid, "line-opacity": dark ? 0.07 : 0.12 },
    "grid-quarter": { "line-color": grid, "line-opacity": dark ? 0.035 : 0.07 },
    "coast-glow": { "line-color": dark ? "#16262e" : "#bccfd9", "line-width": ["interpolate", ["linear"], ["zoom"], 3, 2, 10, 14], "line-blur": ["interpolate", ["linear"], ["zoom"], 3, 1, 10, 8] },
    land: { "fill-color": dark ? "#202d33" : "#f6f4ec" },
    "grid-land": { "line-color": grid, "line-opacity": dark ? 0.03 : 0.05 },
    borders: { "line-color": dark ? "#50626b" : "#9a9a8c", "line-width": 0.9, "line-dasharray": [4, 2] },
    coast: { "line-color": dark ? "#4a5f69" : "#8ba2ad", "line-width": 0.9 },
    "zone-fill": { "fill-color": ["case", is("kind", "buffer_zone", "pocket"), zoneLine, zone], "fill-opacity": ["case", is("kind", "buffer_zone", "pocket"), dark ? 0.17 : 0.2, 0.1] },
    "zone-around": { "circle-color": zone, "circle-opacity": 0.12 },
    "zone-band": { "line-color": partyColour(zoneLine), "line-opacity": dark ? 0.13 : 0.12 },
    "zone-edge": { "line-color": ["case", is("kind", "buffer_zone", "pocket"), zoneLine, zone], "line-width": 0.8, "line-opacity": 0.7 },
    "zone-edge-unverified": { "line-color": ["case", is("kind", "buffer_zone", "pocket"), zoneLine, zone], "line-width": 1, "line-opacity": 0.8 },
    "zone-sector": { "line-color": zone, "line-width": 1.2, "line-opacity": 0.6 },
    "zone-route": { "line-color": zone, "line-width": ["interpolate", ["linear"], ["zoom"], 5, 1.4, 11, 2.4], "line-opacity": 0.75 },
    "zone-line": { "line-color": partyColour(zoneLine), "line-width": ["interpolate", ["linear"], ["zoom"], 6, 1.2, 11, 2.4] },
    "zone-line-unverified": { "line-color": partyColour(zoneLine), "line-width": ["interpolate", ["linear"], ["zoom"], 6, 1.2, 11, 2.2] },
    cover: { "fill-color": dark ? "#59c3a5" : "#12805f", "fill-opacity": ["interpolate", ["linear"], ["get", "depth"], 0, 0.12, 1, 0.6] },
    "cover-perhaps": { "line-color": dark ? "#9db7c2" : "#5b7480", "line-width": 1, "line-opacity": 0.7 },
    "blind-ring": { "circle-stroke-color": dark ? "#ffb1a3" : "#b3261e" },
    "ray-area": { "fill-color": dark ? "#ffd166" : "#b25500", "fill-opacity": 0.16 },
    ray: { "line-color": dark ? "#ffd166" : "#b25500", "line-opacity": 0.9 },
    "area-selected": { "line-color": accent },
    "replay-seen": { "fill-color": dark ? "#c99cff" : "#6a35a8" },
    "replay-seen-edge": { "line-color": dark ? "#c99cff" : "#6a35a8" },
    "replay-way": { "line-color": dark ? "#c99cff" : "#6a35a8" },
    "replay-end": { "circle-color": dark ? "#c99cff" : "#6a35a8" },
    "live-seen": { "fill-color": dark ? "#58c4ff" : "#0a6aa8" },
    "live-seen-edge": { "line-color": dark ? "#58c4ff" : "#0a6aa8" },
    "live-sight": { "line-color": dark ? "#58c4ff" : "#0a6aa8" },
    "live-centre": { "circle-color": dark ? "#58c4ff" : "#0a6aa8" },
    "fresh-area": { "line-color": dark ? "#ffd166" : "#b25500" },
    fresh: { "circle-stroke-color": dark ? "#ffd166" : "#b25500" },
    selected: { "circle-stroke-color": accent },
    "fan-foot": { "circle-color": accent, "circle-opacity": 0.7 },
  };
}

export function baseStyle(theme: Theme): StyleSpecification {
  const colours = paints(theme);
  return {
    version: 8,
    sources: Object.fromEntries(sources.map((name) => [name, empty])),
    layers: layers.map((layer) => ({ ...layer, paint: { ...layer.paint, ...colours[layer.id] } }) as LayerSpecification),
  };
}
