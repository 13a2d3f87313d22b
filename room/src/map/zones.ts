/** The mission's zones, made ready for the map: true widths of doubt, party colours, and labels. */
import type { Feature, FeatureCollection, Point, Position } from "geojson";
import type { Party, Row, Words, ZoneProperties, Zones } from "../contract";
import { pixelsAtZoom0 } from "./uncertainty";

const partyHues = ["#5aa9e6", "#e07a5f", "#b08bd9", "#c9a227", "#6bbf8a", "#d98bb0"];

/** A party's own colour, or one by its place in the mission's list. */
export function partyColour(parties: readonly Party[], code: string | undefined): string | null {
  const index = parties.findIndex((party) => party.code === code);
  return index < 0 ? null : (parties[index]?.colour ?? partyHues[index % partyHues.length] ?? null);
}

/** Every position of a geometry, in order. */
function positions(geometry: Zones["features"][number]["geometry"]): Position[] {
  switch (geometry.type) {
    case "Point": return [geometry.coordinates];
    case "MultiPoint": case "LineString": return geometry.coordinates;
    case "MultiLineString": case "Polygon": return geometry.coordinates.flat();
    case "MultiPolygon": return geometry.coordinates.flat(2);
    default: return geometry.geometries.flatMap(positions);
  }
}

const middle = (values: number[]): number => (Math.min(...values) + Math.max(...values)) / 2;

/** Doubt of ±u metres is a band 2u wide along a line, and a disc of radius u around a point. */
export function readyZones(zones: Zones, parties: readonly Party[]): FeatureCollection {
  return {
    type: "FeatureCollection",
    features: zones.features.map((zone) => {
      const latitude = middle(positions(zone.geometry).map(([, lat]) => lat ?? 0));
      return {
        ...zone,
        properties: {
          ...zone.properties,
          verified: Boolean(zone.properties.verified),
          px0: pixelsAtZoom0((zone.geometry.type === "Point" ? 1 : 2) * (zone.properties.uncertainty_m || 0), latitude),
          ...(zone.properties.party ? { colour: partyColour(parties, zone.properties.party) } : {}),
        },
      };
    }),
  };
}

/** Where a zone's name stands: a point's own place, a line's middle vertex, an area's middle. */
function labelPlace(zone: Feature<Zones["features"][number]["geometry"], ZoneProperties>): Position | null {
  const all = positions(zone.geometry);
  if (!all.length) return null;
  if (zone.geometry.type === "LineString") return all[Math.floor(all.length / 2)] ?? null;
  return [middle(all.map(([lon]) => lon ?? 0)), middle(all.map(([, lat]) => lat ?? 0))];
}

const label = (place: Position, text: string, strong: boolean, rank: number, beside: boolean): Feature<Point> => ({
  type: "Feature",
  geometry: { type: "Point", coordinates: place },
  properties: {
    image: `label|${strong ? "s" : "p"}|${text}`,
    rank,
    anchor: beside ? "left" : "center",
    offset: beside ? [9, 0] : [0, 0],
  },
});

/** The lower, the further out a name is shown. */
const labelRank: Partial<Record<ZoneProperties["kind"], number>> = { buffer_zone: 1, base_area: 2, sector: 2, pocket: 2, area: 2, route: 3, crossing: 5 };

/** Names of zones, crossings and our own sites; where they do not all fit, the map keeps the important ones. */
export function labels(zones: Zones, sites: readonly Row[], named: (words: Words) => string): FeatureCollection {
  const features: Feature[] = [];
  for (const zone of zones.features) {
    const place = labelPlace(zone);
    const { kind, name } = zone.properties;
    // Both sides' lines run along the zone: their names would crowd it, and the hover card tells them.
    if (!place || kind === "ceasefire_line") continue;
    features.push(label(place, named(name), kind !== "crossing", labelRank[kind] ?? 2, kind === "crossing"));
  }
  for (const site of sites) {
    if (site.lon !== null && site.lat !== null && site.label) {
      features.push(label([site.lon, site.lat], site.label, false, 3, true));
    }
  }
  return { type: "FeatureCollection", features };
}
