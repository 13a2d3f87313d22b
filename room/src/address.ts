/** What an address of the room means: a page, and the times that are looked at. Pure. */

export type Route =
  | { page: "picture" }
  | { page: "record"; register: string; ref: string }
  | { page: "new"; register: string; about?: string }
  | { page: "amend"; register: string; ref: string }
  | { page: "import"; token: string }
  | { page: "log"; tab: "changes" | "access" }
  | { page: "people" }
  | { page: "cases" }
  | { page: "case"; ref: string }
  | { page: "provisions"; at: string }
  | { page: "watch" }
  | { page: "coverage" }
  | { page: Standing }
  | { page: "history"; of: string }
  | { page: "commission"; of: string }
  | { page: "alerts"; of: string }
  | { page: "threads"; of: string; about: string; whom: string }
  | { page: "sitrep"; kind: SitrepKind; of: string };
/** Pages that stand alone: nothing follows their name. */
export type Standing = (typeof standing)[number];
export const standing = ["mandate", "consent", "prevention", "deployment", "whatif", "protection", "movement", "outlook"] as const;
/** What a report is of: a day, a week that ends on a day, or for a flash an incident; empty: today. */
export type SitrepKind = "daily" | "weekly" | "flash";
const sitrepKinds: readonly string[] = ["daily", "weekly", "flash"];

/** Window of happening in milliseconds, and the pos as of which things are known; null: all, and now. */
export interface Times {
  from: number | null;
  to: number | null;
  at: number | null;
}

/**
 * `#/incident/INC-1`, `#/incident/INC-1/amend`, `#/new/report`, `#/new/case/INC-1`, `#/import`, `#/import/TOKEN`, `#/log`,
 * `#/log/access`, `#/people`, `#/cases`, `#/case/CAS-1` (the file; `#/case/CAS-1/record` its bare record), `#/provisions`,
 * `#/provisions/PRV-1`, `#/watch`, `#/coverage`, `#/commission`, `#/commission/MTG-1`, `#/report`,
 * `#/threads`, `#/threads/THR-1`, `#/threads/about/INC-1`, `#/threads/with/party:A`,
 * `#/report/daily/2026-05-01`, `#/report/flash/INC-1`, or nothing; times may
 * follow a question mark.
 */
export function parseRoute(hash: string): Route {
  const [first, second, third] = (hash.split("?")[0] ?? "").replace(/^#?\/?/, "").split("/").map(decodeURIComponent);
  if (first === "new" && second) return { page: "new", register: second, ...(third ? { about: third } : {}) };
  if (first === "import") return { page: "import", token: second ?? "" };
  if (first === "log") return { page: "log", tab: second === "access" ? "access" : "changes" };
  if (first === "people") return { page: "people" };
  if (first === "cases") return { page: "cases" };
  if (first === "provisions") return { page: "provisions", at: second ?? "" };
  if (first === "watch") return { page: "watch" };
  if (first === "coverage") return { page: "coverage" };
  if (!second && (standing as readonly string[]).includes(first ?? "")) return { page: first as Standing };
  if (first === "alerts") return { page: "alerts", of: second ?? "" };
  if (first === "history") return { page: "history", of: second ?? "" };
  if (first === "commission") return { page: "commission", of: second ?? "" };
  if (first === "report" && (!second || sitrepKinds.includes(second))) return { page: "sitrep", kind: (second || "daily") as SitrepKind, of: third ?? "" };
  if (first === "threads") return { page: "threads", of: third ? "" : second ?? "", about: second === "about" ? third ?? "" : "", whom: second === "with" ? third ?? "" : "" };
  if (first === "case" && second && !third) return { page: "case", ref: second };
  if (first && second && third === "amend") return { page: "amend", register: first, ref: second };
  if (first && second) return { page: "record", register: first, ref: second };
  return { page: "picture" };
}

/** The times in an address; null when it names none, which changes nothing. */
export function parseTimes(hash: string): Times | null {
  const query = hash.split("?")[1];
  if (!query) return null;
  const given = new URLSearchParams(query);
  const ms = (name: string): number | null => {
    const value = Date.parse(given.get(name) ?? "");
    return Number.isNaN(value) ? null : value;
  };
  const at = given.get("at") ?? "";
  return { from: ms("from"), to: ms("to"), at: /^\d{1,15}$/.test(at) ? Number(at) : null };
}

/** The same address with these times. */
export function withTimes(hash: string, times: Times): string {
  const query = new URLSearchParams();
  for (const name of ["from", "to"] as const) {
    const ms = times[name];
    if (ms !== null) query.set(name, `${new Date(ms).toISOString().slice(0, 19)}Z`);
  }
  if (times.at !== null) query.set("at", String(times.at));
  // Colons need no escape behind the number sign, and an address is read by people too.
  const text = query.toString().replaceAll("%3A", ":");
  const path = hash.split("?")[0] || "#/";
  return text ? `${path}?${text}` : path;
}

export const recordHash = (register: string, ref: string): string => `#/${register}/${encodeURIComponent(ref)}`;
