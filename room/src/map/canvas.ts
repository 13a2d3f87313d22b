/** Makes the MapLibre map and keeps its pictures, colours and sources in step with the room. */
import type { FeatureCollection } from "geojson";
import {
  Map as MapLibreMap, NavigationControl, ScaleControl, setWorkerUrl, type GeoJSONSource,
} from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import type { Mission } from "../contract";
import type { Theme } from "../theme";
import { say } from "../words";
import { graticule, loadCoarse, loadFine, type Basemap } from "./basemap";
import { drawCount, drawCrossing, drawHolding, drawLabel, drawMark, drawPin, drawUnit, imageRatio, parseMarkId } from "./images";
import { baseStyle, paints, type SourceName } from "./style";

// MapLibre 6 finds its worker only when told; the policy forbids workers made from strings.
setWorkerUrl(workerUrl);

declare global {
  interface Window {
    /** Test hook: lets browser tests ask the map what it shows. Not for scripts of the page. */
    greenline?: { map: MapLibreMap; drawn?: number };
  }
}

function drawImage(id: string, theme: Theme): ImageData | null {
  const [what, first = "", ...rest] = id.split("|");
  if (what === "hold") return drawHolding(first, theme);
  if (what === "count") return drawCount(Number(first), theme);
  if (what === "label") return drawLabel(rest.join("|"), first === "s", theme);
  if (what === "crossing") return drawCrossing(theme);
  if (what === "pin") return drawPin(theme);
  if (what === "unit") return drawUnit(first, rest[0] ?? "", theme);
  const mark = parseMarkId(id);
  return mark ? drawMark(mark, theme) : null;
}

/** Sources that hold something. Emptying an empty one would have the whole map drawn again, at every filter. */
const filled = new WeakMap<MapLibreMap, Set<SourceName>>();
export const fillSource = (map: MapLibreMap, name: SourceName, data: FeatureCollection): void => {
  const held = filled.get(map) ?? new Set();
  filled.set(map, held);
  if (!data.features.length && !held.has(name)) return;
  if (data.features.length) held.add(name);
  else held.delete(name);
  void (map.getSource(name) as GeoJSONSource | undefined)?.setData(data);
};
const one = (feature: FeatureCollection["features"][number]): FeatureCollection =>
  ({ type: "FeatureCollection", features: [feature] });

function showBasemap(map: MapLibreMap, base: Basemap): void {
  fillSource(map, "land", base.land);
  fillSource(map, "coast", one(base.coast));
  fillSource(map, "borders", one(base.borders));
}

/** Degrees. */
const widestFine = 25;
async function fillBasemap(map: MapLibreMap, [west, south, east, north]: Mission["bounds"]): Promise<void> {
  fillSource(map, "grid-10", one(graticule(10, [-180, -80, 180, 80])));
  fillSource(map, "grid-1", one(graticule(1, [west - 12, south - 9, east + 12, north + 9])));
  fillSource(map, "grid-quarter", one(graticule(0.25, [west - 3, south - 2, east + 3, north + 2])));
  showBasemap(map, await loadCoarse());
  // Fine coasts of a continent are more than a machine without a graphics card can draw while one pans.
  if (Math.max(east - west, north - south) > widestFine) return;
  showBasemap(map, await loadFine([west, south, east, north]));
}

export function fitMission(map: MapLibreMap, bounds: Mission["bounds"], animate = true): void {
  map.fitBounds(bounds, { padding: 36, duration: animate ? 500 : 0 });
}

/** Resolves when layers can be filled. */
export async function openMap(container: HTMLElement, mission: Mission, theme: () => Theme): Promise<MapLibreMap> {
  const map = new MapLibreMap({
    container,
    style: baseStyle(theme()),
    bounds: mission.bounds,
    fitBoundsOptions: { padding: 36 },
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    maxZoom: 17,
    renderWorldCopies: false,
    fadeDuration: 0,
    locale: {
      "NavigationControl.ZoomIn": say("zoom_in"),
      "NavigationControl.ZoomOut": say("zoom_out"),
      "Map.Title": say("map"),
    },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new ScaleControl({ maxWidth: 120 }), "bottom-left");
  map.setMissingStyleImageResolver((id) => {
    const image = drawImage(id, theme());
    if (image && !map.hasImage(id)) map.addImage(id, image, { pixelRatio: imageRatio });
  });
  await new Promise<void>((resolve) => void map.once("load", () => resolve()));
  void fillBasemap(map, mission.bounds);
  return map;
}

/** A change of theme repaints everything, but touches no shape and no source. */
export function repaint(map: MapLibreMap, theme: Theme): void {
  for (const [layer, colours] of Object.entries(paints(theme))) {
    for (const [property, value] of Object.entries(colours)) map.setPaintProperty(layer, property as never, value as never);
  }
  for (const id of map.listImages()) {
    const image = drawImage(id, theme);
    if (image) map.updateImage(id, image);
  }
}
