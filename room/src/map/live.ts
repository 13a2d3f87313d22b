/** Where the mission's own people, vehicles and drones are now, and the ways that windows recorded. */
import type { Feature, FeatureCollection, Geometry, Position } from "geojson";
import { computed, ref, shallowRef, watch } from "vue";
import { address, call } from "../api";
import { audience, filters, rows, selected } from "../room";

export interface Unit {
  uid: string;
  call_sign: string;
  own: boolean;
  type: string;
  said_hostile: boolean;
  means: string | null;
  lon: number;
  lat: number;
  course_deg: number | null;
  speed_ms: number | null;
  at: string;
  stale: boolean;
  clock_off_s: number | null;
}
export interface Drone {
  name: string;
  call_sign: string;
  at: string;
  stale: boolean;
  place: Position | null;
  centre: Position | null;
  heading_deg: number | null;
  altitude_m: number | null;
  footprint: Geometry | null;
}
export interface Live { on: boolean; units: Unit[]; drones: Drone[] }
export interface Look { at: string; place: Position | null; area: Geometry | null }
export interface Track { ref: string; looks: Look[] }

const nothing: Live = { on: false, units: [], drones: [] };
export const live = shallowRef<Live>(nothing);
export const shown = ref(true);
/** The unit that was chosen in the list, to be brought into view. */
export const sought = shallowRef<Position | null>(null);
export const takeLive = (told: Live): void => void (live.value = told);
/** What is known when the page opens; after that the stream tells. Nobody but the mission is told anything. */
export async function refreshLive(): Promise<void> {
  live.value = audience.value !== "mission" ? nothing
    : await call<Live>(address("live")).then((answer) => answer.body, () => nothing);
}

const feature = (geometry: Geometry, properties: Record<string, unknown>): Feature => ({ type: "Feature", geometry, properties });
const point = (coordinates: Position): Geometry => ({ type: "Point", coordinates });
const collection = (features: Feature[]): FeatureCollection => ({ type: "FeatureCollection", features });
const look = (own: boolean, stale: boolean): string => (stale ? "stale" : own ? "own" : "other");

/** Units as arrows or dots with their call signs; a drone with what it sees and the middle of it. */
export function liveFeatures(told: Live): FeatureCollection {
  const found: Feature[] = [];
  for (const unit of told.units) {
    const moving = unit.course_deg !== null && (unit.speed_ms ?? 1) > 0.3;
    found.push(feature(point([unit.lon, unit.lat]), {
      part: "unit", image: `unit|${moving ? "arrow" : "dot"}|${look(unit.own, unit.stale)}`, turn: moving ? unit.course_deg : 0,
      label: `label|${unit.own ? "s" : "p"}|${unit.call_sign || unit.uid}`,
    }));
  }
  for (const drone of told.drones) {
    const stale = drone.stale;
    if (drone.footprint) found.push(feature(drone.footprint, { part: "footprint", stale }));
    if (drone.centre) found.push(feature(point(drone.centre), { part: "centre", stale }));
    if (drone.place && drone.centre) found.push(feature({ type: "LineString", coordinates: [drone.place, drone.centre] }, { part: "sight", stale }));
    if (drone.place) {
      found.push(feature(point(drone.place), {
        part: "unit", image: `unit|drone|${look(true, stale)}`, turn: drone.heading_deg ?? 0, label: `label|s|${drone.call_sign || drone.name}`,
      }));
    }
  }
  return collection(found);
}

// --- the way of windows, at the slider's time

const mostTracks = 20;
const mostHeld = 200;
const held = new Map<string, Promise<Track | null>>();
export const tracks = shallowRef<Track[]>([]);

function fetchTrack(window: string): Promise<Track | null> {
  const found = held.get(window) ?? call<Track>(address(`track/${window}`)).then((answer) => answer.body, () => null);
  if (held.size >= mostHeld) held.clear();
  held.set(window, found);
  return found;
}

/** The chosen window, or those in the slider's span where it is narrowed, the newest first. */
export const replayed = computed<string[]>(() => {
  if (audience.value !== "mission") return [];
  if (selected.value?.startsWith("WIN-")) return [selected.value];
  const { from, to } = filters;
  if (from === null && to === null) return [];
  const within = [...rows.value.values()].filter((row) => row.register === "window" && row.start
    && Date.parse(row.start) <= (to ?? Infinity) && Date.parse(row.end ?? row.start) >= (from ?? -Infinity));
  return within.sort((a, b) => (b.start ?? "").localeCompare(a.start ?? "")).slice(0, mostTracks).map((row) => row.ref);
});
let asked = 0;
watch(() => replayed.value.join(" "), async () => {
  const mine = (asked += 1);
  const found = await Promise.all(replayed.value.map(fetchTrack));
  if (mine === asked) tracks.value = found.filter((track): track is Track => track !== null);
}, { immediate: true });
watch(audience, () => {
  held.clear();
  tracks.value = [];
  void refreshLive();
});

/** Each way up to the slider's time, and what was seen at its end; all of it where the slider is not narrowed. */
export function replayFeatures(all: readonly Track[], to: number | null): FeatureCollection {
  const found: Feature[] = [];
  for (const track of all) {
    const gone = track.looks.filter((each) => to === null || Date.parse(each.at) <= to);
    const way = gone.flatMap((each) => (each.place ? [each.place] : []));
    if (way.length > 1) found.push(feature({ type: "LineString", coordinates: way }, { part: "way", ref: track.ref }));
    const last = gone.at(-1);
    if (last?.area) found.push(feature(last.area, { part: "seen", ref: track.ref }));
    if (last?.place) found.push(feature(point(last.place), { part: "end", ref: track.ref }));
  }
  return collection(found);
}
