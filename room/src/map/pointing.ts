/** What lies under the pointer: sharp marks first, and only where there are none the areas around. */
import type { Map as MapLibreMap, PointLike } from "maplibre-gl";
import { areaLayers, pointLayers } from "./style";

const reachPx = 5;

function refsIn(map: MapLibreMap, where: PointLike | [PointLike, PointLike], layers: string[]): string[] {
  const hits = map.queryRenderedFeatures(where, { layers });
  return [...new Set(hits.flatMap((hit) => String(hit.properties.refs).split(" ")))];
}

export interface Hit {
  refs: string[];
  /** True when only wide areas were hit, which is no reason to change the cursor's promise. */
  soft: boolean;
}

export function hitAt(map: MapLibreMap, { x, y }: { x: number; y: number }): Hit {
  const refs = refsIn(map, [[x - reachPx, y - reachPx], [x + reachPx, y + reachPx]], pointLayers);
  return refs.length ? { refs, soft: false } : { refs: refsIn(map, [x, y], areaLayers), soft: true };
}

/** Name of the zone under the pointer, the narrowest kind first. */
export function zoneAt(map: MapLibreMap, { x, y }: { x: number; y: number }): Record<string, unknown> | null {
  const layers = ["crossings", "zone-line", "zone-line-unverified", "zone-route", "zone-fill"];
  const hits = map.queryRenderedFeatures([[x - 4, y - 4], [x + 4, y + 4]], { layers });
  return hits[0]?.properties ?? null;
}
