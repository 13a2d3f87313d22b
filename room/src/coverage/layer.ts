/** What was watched, as a layer of the map: on or off, for the time the slider shows. */
import type { Feature } from "geojson";
import { ref, shallowRef, watch } from "vue";
import { audience, filters } from "../room";
import { lastWeeks } from "./period";
import { fetchCoverage, type Cell, type Coverage } from "./wire";

export const shown = ref(false);
export const covered = shallowRef<Coverage | null>(null);
export const uncovered = ref(false);

const dayMs = 86_400_000;
/** Longer than this cannot be asked for at once. */
const mostDays = 400;
const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** The slider's time as days, at most what can be asked for; the last four weeks where it shows all. */
export function periodShown(from: number | null, to: number | null, now: number): { since: string; until: string } {
  if (from === null && to === null) return lastWeeks(day(now));
  const until = to === null ? now + dayMs : to + 1;
  const since = Math.max(from ?? 0, until - mostDays * dayMs);
  return { since: day(since), until: day(Math.max(until, since + dayMs)) };
}

let asked = 0;
async function load(): Promise<void> {
  const mine = (asked += 1);
  if (!shown.value) return;
  const told = await fetchCoverage(periodShown(filters.from, filters.to, Date.now())).catch(() => null);
  if (mine !== asked) return;
  covered.value = told;
  uncovered.value = told === null;
}
let due = 0;
watch([shown, () => filters.from, () => filters.to], () => {
  clearTimeout(due);
  due = window.setTimeout(load, shown.value ? 400 : 0);
});
watch(audience, (now) => {
  covered.value = null;
  if (now !== "mission") shown.value = false;
  else void load();
});

const featureOf = (cell: Cell, properties: Record<string, unknown>): Feature => {
  const ring: [number, number][] = [];
  for (let i = 0; i < cell.ring.length; i += 2) ring.push([cell.ring[i] as number, cell.ring[i + 1] as number]);
  if (ring[0]) ring.push(ring[0]);
  return { type: "Feature", properties, geometry: { type: "Polygon", coordinates: [ring] } };
};

/** Cells with which share of the time they were watched; those that cloud may have hidden are marked so. */
export function featuresOf(told: Coverage): Feature[] {
  const most = Math.max(...told.cells.map((cell) => cell.hours), 1);
  const sure = told.cells.map((cell) => featureOf(cell, { depth: Math.sqrt(cell.hours / most), hours: cell.hours, sure: true }));
  return [...sure, ...told.perhaps.map((cell) => featureOf(cell, { depth: 0, hours: 0, sure: false }))];
}
/** The worst blind spots, numbered. */
export const spotsOf = (told: Coverage, most = 20): Feature[] =>
  told.blind.slice(0, most).map((spot, i) => ({
    type: "Feature", properties: { rank: i + 1 }, geometry: { type: "Point", coordinates: [spot.lon, spot.lat] },
  }));
