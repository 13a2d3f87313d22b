/** The room's filters as the question of an export: what the list shows is what the file holds. Pure. */
import { isHappening, type Box, type Filters } from "../filters";
import type { ExportQuery } from "../keeping/wire";
import type { RegisterInfo } from "../register-types";

export interface ExportQuestion {
  query: ExportQuery;
  /** Filters of the list that a file cannot follow: said, never passed over in silence. */
  ignored: ("severity_from" | "country_only_filter")[];
}

/** Whether any record of the register can be in the state that is asked for. */
export const hasState = (register: RegisterInfo, state: string): boolean => !state || register.states.includes(state);

export function exportQuestion(register: RegisterInfo, filters: Filters, view: Box | null, at: number | null): ExportQuestion {
  const happens = isHappening({ register: register.name });
  const instant = (ms: number | null): string | null => (ms === null ? null : `${new Date(ms).toISOString().slice(0, 19)}Z`);
  return {
    query: {
      q: filters.text.trim(),
      state: filters.state,
      at,
      bbox: filters.inView && view && register.place ? view.map((degree) => degree.toFixed(5)).join(",") : null,
      ...(happens ? {
        kind: filters.kind || filters.classes.join(","), party: filters.party, since: instant(filters.from), until: instant(filters.to),
      } : {}),
    },
    ignored: [...(happens && filters.severity ? ["severity_from" as const] : []), ...(filters.countryOnly ? ["country_only_filter" as const] : [])],
  };
}
