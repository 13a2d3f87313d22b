/** How a clause stands, in one word and in counts: pure. */
import type { AgreementNow, Clause, Counted } from "../duties/wire";

/** Breached weighs more than unknown, and unknown more than met: silence is not compliance. */
export const worst = (counted: Counted): "breached" | "unknown" | "met" | "none" =>
  counted.breached ? "breached" : counted.unknown ? "unknown" : counted.met ? "met" : "none";

export interface ClauseFilters {
  party: string;
  only: "" | "breached" | "standing" | "in_force" | "doubt";
}
export const noClauseFilters = (): ClauseFilters => ({ party: "", only: "" });

const fits = (clause: Clause, asked: ClauseFilters): boolean =>
  (!asked.party || clause.bound.some((each) => each.actor === asked.party))
  && (asked.only === "" || (asked.only === "breached" && clause.findings.breached > 0)
    || (asked.only === "standing" && clause.standing.length > 0)
    || (asked.only === "in_force" && clause.in_force === "yes") || (asked.only === "doubt" && Boolean(clause.doubt)));

/** Agreements with the clauses asked for; one without any is left out while something is asked. */
export function selectClauses(agreements: readonly AgreementNow[], asked: ClauseFilters): AgreementNow[] {
  const all = agreements.map((each) => ({ ...each, provisions: each.provisions.filter((clause) => fits(clause, asked)) }));
  all.sort((a, b) => a.code.localeCompare(b.code, "en", { numeric: true }));
  return asked.party || asked.only ? all.filter((each) => each.provisions.length) : all;
}
export const partiesBound = (agreements: readonly AgreementNow[]): string[] =>
  [...new Set(agreements.flatMap((each) => each.provisions.flatMap((clause) => clause.bound.map((one) => one.actor))))].sort();
