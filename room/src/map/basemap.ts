/**
 * The offline basemap: land, coasts and borders from Natural Earth (public domain, as packed by world-atlas).
 * The whole world comes in the 50 m grade at once; countries near the mission follow in the 10 m grade.
 */
import type { Feature, FeatureCollection, MultiLineString } from "geojson";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, GeometryObject, Topology } from "topojson-specification";
import coarseAddress from "world-atlas/countries-50m.json?url";
import fineAddress from "world-atlas/countries-10m.json?url";
import type { Box } from "../filters";

type Atlas = Topology<{ countries: GeometryCollection<{ name: string }> }>;

export interface Basemap {
  land: FeatureCollection;
  coast: Feature<MultiLineString>;
  borders: Feature<MultiLineString>;
}

const read = async (url: string): Promise<Atlas> => (await fetch(url)).json() as Promise<Atlas>;

const nameOf = (country: GeometryObject): string => (country.properties as { name?: string } | undefined)?.name ?? "";

/** A line is drawn only between two countries that the United Nations numbers: the mission's own zones tell the rest. */
const isAgreed = (a: GeometryObject, b: GeometryObject): boolean => a.id !== undefined && b.id !== undefined;

const line = (geometry: MultiLineString): Feature<MultiLineString> => ({ type: "Feature", properties: {}, geometry });

function drawAtlas(atlas: Atlas, wanted: (name: string) => boolean): Basemap {
  const countries = atlas.objects.countries;
  const chosen: GeometryCollection<{ name: string }> = {
    ...countries, geometries: countries.geometries.filter((country) => wanted(nameOf(country))),
  };
  return {
    land: feature(atlas, chosen) as FeatureCollection,
    coast: line(mesh(atlas, chosen, (a, b) => a === b)),
    borders: line(mesh(atlas, chosen, (a, b) => a !== b && isAgreed(a, b))),
  };
}

const join = (a: Feature<MultiLineString>, b: Feature<MultiLineString>): Feature<MultiLineString> =>
  line({ type: "MultiLineString", coordinates: [...a.geometry.coordinates, ...b.geometry.coordinates] });

/** Names of the countries with a coast or border inside the box. */
function countriesIn(atlas: Atlas, [west, south, east, north]: Box): Set<string> {
  const inside = ([x = 0, y = 0]: number[]): boolean => x >= west && x <= east && y >= south && y <= north;
  const near = new Set<string>();
  for (const country of (feature(atlas, atlas.objects.countries) as FeatureCollection).features) {
    const { geometry } = country;
    const rings = geometry.type === "Polygon" ? geometry.coordinates
      : geometry.type === "MultiPolygon" ? geometry.coordinates.flat() : [];
    if (rings.some((ring) => ring.some(inside))) near.add((country.properties as { name: string }).name);
  }
  return near;
}

let coarseAtlas: Promise<Atlas> | null = null;
const readCoarse = (): Promise<Atlas> => (coarseAtlas ??= read(coarseAddress));

export const loadCoarse = async (): Promise<Basemap> => drawAtlas(await readCoarse(), () => true);

/** Fine coasts around the mission, coarse ones elsewhere; a country is wholly one or the other, so no seam shows. */
export async function loadFine([west, south, east, north]: Box): Promise<Basemap> {
  const [coarse, fine] = await Promise.all([readCoarse(), read(fineAddress)]);
  const padX = Math.max(1.5, (east - west) * 0.75);
  const padY = Math.max(1, (north - south) * 0.75);
  const near = countriesIn(fine, [west - padX, south - padY, east + padX, north + padY]);
  // Continents in the fine grade would cost more than they show.
  for (const huge of ["Russia", "Canada", "United States of America", "Antarctica"]) near.delete(huge);
  const [far, close] = [drawAtlas(coarse, (name) => !near.has(name)), drawAtlas(fine, (name) => near.has(name))];
  return {
    land: { type: "FeatureCollection", features: [...far.land.features, ...close.land.features] },
    coast: join(far.coast, close.coast),
    borders: join(far.borders, close.borders),
  };
}

/** Meridians and parallels every `step` degrees inside a box. */
export function graticule(step: number, [west, south, east, north]: Box): Feature<MultiLineString> {
  const lines: [number, number][][] = [];
  const first = (low: number): number => Math.ceil(low / step) * step;
  for (let x = first(west); x <= east; x += step) lines.push([[x, south], [x, north]]);
  for (let y = first(south); y <= north; y += step) lines.push([[west, y], [east, y]]);
  return line({ type: "MultiLineString", coordinates: lines });
}
