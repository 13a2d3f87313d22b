/** Which column of the board a case stands in, and which cases are asked for. Pure. */
import { partiesHolding, rankOf } from "../duties/refs";
import { byCode, byTimeOf } from "../duties/order";
import type { BoardCase } from "../duties/wire";

export const groups = ["alleged", "examination", "judged", "party", "action", "standing", "ended"] as const;
export type Group = (typeof groups)[number];
const groupOfState: Record<string, Group> = {
  alleged: "alleged",
  registered: "examination", preliminary_check: "examination", under_investigation: "examination", reported: "examination",
  attributed: "judged", determined: "judged",
  notified: "party", accepted: "party", contested: "party", reviewed: "party",
  action_requested: "action", unremedied: "action",
  standing: "standing",
  inadmissible: "ended", remedied: "ended", closed: "ended", referred: "ended",
};
/** A state that this page does not know yet is under examination rather than out of sight. */
export const groupOf = (state: string): Group => groupOfState[state] ?? "examination";

export interface CaseFilters {
  severity: string;
  party: string;
  overdue: boolean;
}
export const noCaseFilters = (): CaseFilters => ({ severity: "", party: "", overdue: false });

/** A party is asked for as accused, or as the one who holds the case. */
const isOfParty = (one: BoardCase, party: string): boolean =>
  one.accused.some((each) => each.actor === party) || partiesHolding(one.holder).includes(party);
export const selectCases = (cases: readonly BoardCase[], asked: CaseFilters): BoardCase[] =>
  cases.filter((one) => (!asked.severity || rankOf(one.severity) === asked.severity)
    && (!asked.party || isOfParty(one, asked.party)) && (!asked.overdue || one.overdue));

const soonest = (one: BoardCase): string | undefined => [one.due_at, one.escalates_at].filter((each): each is string => Boolean(each)).sort(byCode)[0];
/** Who waits longest past the time comes first, then what is due next, then the gravest, then the oldest. */
function byUrgency(a: BoardCase, b: BoardCase): number {
  return Number(b.overdue) - Number(a.overdue) || byTimeOf<BoardCase>((one) => (one.clock === "stopped" ? null : soonest(one)))(a, b)
    || byCode(rankOf(b.severity), rankOf(a.severity)) || byTimeOf<BoardCase>((one) => one.opened_at)(a, b);
}

export interface Column {
  group: Group;
  cases: BoardCase[];
}
/** All columns in order; "ended" only when something has. */
export function columnsOf(cases: readonly BoardCase[]): Column[] {
  return groups.map((group) => ({ group, cases: cases.filter((one) => groupOf(one.state) === group).sort(byUrgency) }))
    .filter((column) => column.group !== "ended" || column.cases.length);
}

/** Parties that some case names, once each. */
export const partiesIn = (cases: readonly BoardCase[]): string[] =>
  [...new Set(cases.flatMap((one) => [...one.accused.map((each) => each.actor), ...partiesHolding(one.holder)]))].sort();

/** The card that an arrow key leads to: up and down within a column, sideways to the nearest column that has any. */
export function stepTo(columns: readonly Column[], ref: string, key: string): string {
  const x = columns.findIndex((column) => column.cases.some((one) => one.ref === ref));
  const at = columns[x];
  if (!at) return ref;
  const y = at.cases.findIndex((one) => one.ref === ref);
  if (key === "ArrowUp" || key === "ArrowDown") return at.cases[y + (key === "ArrowDown" ? 1 : -1)]?.ref ?? ref;
  const way = key === "ArrowRight" ? 1 : -1;
  for (let next = x + way; columns[next]; next += way) {
    const cases = columns[next]?.cases ?? [];
    if (cases.length) return cases[Math.min(y, cases.length - 1)]?.ref ?? ref;
  }
  return ref;
}
