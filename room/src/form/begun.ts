/** A new record begun from another: an allegation from an incident. */
import { fetchRecord } from "../api";
import type { RecordNow, Values } from "../contract";
import { registerOfRef } from "../duties/refs";

/** What an incident tells of an allegation: which, when, where. Whom it accuses and what is alleged, only a person says. */
export function allegationFrom(incident: Pick<RecordNow, "ref" | "values">): Values {
  const { title, happened_at, place } = incident.values;
  return { incidents: [incident.ref], ...(title ? { title } : {}), ...(happened_at ? { happened_at } : {}), ...(place ? { place } : {}) };
}

/** Nothing when the record cannot be read: an empty form is no worse than none. */
export async function begunFrom(register: string, about: string): Promise<Values> {
  if (register !== "case" || registerOfRef(about) !== "incident") return {};
  const incident = await fetchRecord("incident", about).catch(() => null);
  return incident ? allegationFrom(incident) : { incidents: [about] };
}
