/** The bearings of the report that is open, or of the reports that the open incident cites. */
import { shallowRef, watch } from "vue";
import { fetchRecord } from "../api";
import type { Values } from "../contract";
import { asKnownAt, selected, rowOf } from "../room";
import { rayOf, type Ray } from "./bearing";

const mostRays = 24;
export const rays = shallowRef<Ray[]>([]);
let asked = 0;
async function look(): Promise<void> {
  const mine = (asked += 1);
  const row = selected.value ? rowOf(selected.value) : undefined;
  const told = row && (row.register === "report" || row.register === "incident") ? await found(row.register, row.ref) : [];
  if (mine === asked && (told.length || rays.value.length)) rays.value = told;
}
async function found(register: string, ref: string): Promise<Ray[]> {
  const values = async (noun: string, name: string): Promise<Values> =>
    (await fetchRecord(noun, name, asKnownAt.value).catch(() => null))?.values ?? {};
  const own = await values(register, ref);
  const cited = register === "incident" && Array.isArray(own.reports) ? (own.reports as string[]).slice(0, mostRays) : [];
  const all = register === "report" ? [own] : await Promise.all(cited.map((name) => values("report", name)));
  return all.map(rayOf).filter((ray): ray is Ray => ray !== null);
}
watch([selected, asKnownAt], look, { immediate: true });
