/** Calls about cases, provisions, the watch and the report of a day, and what they answer. */
import { address, asJson, call } from "../api";
import type { Place, Receipt, RecordNow, Values } from "../contract";

type Query = Record<string, string | number | null | undefined>;
const get = async <T>(path: string, query: Query = {}): Promise<T> => (await call<T>(address(path, query))).body;
const post = async <T>(path: string, body: unknown): Promise<T> => (await call<T>(address(path), asJson(body))).body;
const part = encodeURIComponent;

// --- cases

export interface Named {
  actor: string;
  contested: boolean;
  note?: string | null;
}
export interface ClauseName {
  ref: string;
  code: string;
  title: string;
}
/** How long the one who holds it still has. */
export interface CaseClock {
  clock: "running" | "stopped" | "none";
  due_at: string | null;
  overdue: boolean;
  stopped_reason: string | null;
}
export interface BoardCase extends CaseClock {
  ref: string;
  version: number;
  title: string | null;
  state: string;
  severity: string | null;
  settlement: string;
  /** A role, or `party:CODE`; who has to act now. */
  holder: string | null;
  since: string | null;
  accused: Named[];
  provisions: ClauseName[];
  incidents: string[];
  standing: boolean;
  since_standing: string | null;
  contested: boolean;
  opened_at: string | null;
  place: Place | null;
}
export interface Board {
  now: string;
  cases: BoardCase[];
  counts: { open: number; new_24h: number; standing_open: number; overdue: number };
}
export const fetchBoard = (): Promise<Board> => get("board");

export interface Happened {
  at: string | null;
  kind: "step" | "report" | "incident" | "finding" | "notice" | "reply" | "measure";
  title: string | null;
  by: string | null;
  ref: string | null;
  step: string | null;
  note: string | null;
}
export interface VersionAnswer {
  held_by: string;
  answer: string;
  distance_m: number | null;
}
export interface CaseFinding {
  ref: string;
  clause: string;
  party: string | null;
  answer: string;
  reasons: string[];
  versions: VersionAnswer[];
  state: string;
}
export interface Position {
  actor: string;
  position: string;
  text: string | null;
  at: string | null;
}
export interface CaseFile {
  case: RecordNow;
  clock: BoardCase;
  timeline: Happened[];
  evidence: { ref: string; register: string; title: string | null; happened_at: string | null; state: string; grade: string | null }[];
  positions: Position[];
  findings: CaseFinding[];
  provisions: (ClauseName & { text: string | null; bound: Named[] })[];
}
export const fetchCaseFile = (ref: string): Promise<CaseFile> => get(`case-file/${part(ref)}`);

// --- provisions

export interface Counted {
  met: number;
  breached: number;
  unknown: number;
}
export interface Clause extends ClauseName {
  article: string | null;
  provision_class: string | null;
  text: string | null;
  bound: Named[];
  term: string | null;
  manual: boolean;
  guidance: string | null;
  verifier: string | null;
  state: string;
  in_force: "yes" | "no" | "suspended" | "unknown";
  since: string | null;
  until: string | null;
  ground: { zone: string; held_by: string | null; own_side: string | null }[];
  exceptions: Values[];
  findings: Counted;
  by_party: (Counted & { party: string | null })[];
  standing: string[];
  cases: string[];
  doubt: string | null;
  source: string | null;
}
export interface AgreementNow extends ClauseName {
  state: string;
  effective: string | null;
  until: string | null;
  ceasefire_class: string | null;
  pax_id: string | null;
  parties: Named[];
  provisions: Clause[];
}
export const fetchProvisions = async (): Promise<AgreementNow[]> => (await get<{ agreements: AgreementNow[] }>("provisions")).agreements;

const records = async (register: string, query: Query): Promise<RecordNow[]> =>
  (await get<{ records: RecordNow[] }>(register, { limit: 500, ...query })).records;
/** A finding's record as a case's file tells it. */
export const asFinding = ({ ref, state, values }: RecordNow): CaseFinding => ({
  ref, state, clause: String(values.clause ?? ""), party: (values.party as string | undefined) ?? null, answer: String(values.answer ?? "unknown"),
  reasons: (values.reasons ?? []) as string[], versions: (values.versions ?? []) as VersionAnswer[],
});
/** A register cannot be asked by what it refers to: its text and times narrow it down, and the rest is looked through here. */
export const fetchFindingsOf = async (clause: ClauseName): Promise<RecordNow[]> =>
  (await records("finding", { q: clause.code })).filter((each) => each.values.provision === clause.ref);
export const fetchFindingsAbout = async (incident: RecordNow): Promise<RecordNow[]> => {
  const when = incident.values.happened_at as { start?: string; end?: string } | undefined;
  const found = await records("finding", { since: when?.start, until: when?.end ?? when?.start });
  return found.filter((each) => each.values.incident === incident.ref);
};

// --- the watch

export interface DutyLine {
  ref: string;
  version: number;
  at: string;
  sender: string | null;
  receiver: string | null;
  matter: string;
  text: string | null;
  action: string | null;
  state: string;
  task: string | null;
  task_for: string | null;
  task_due: string | null;
  reports: string[];
  by: string | null;
}
export interface Watch {
  now: string;
  watch: { by: string | null; since: string | null };
  log: DutyLine[];
  tasks: DutyLine[];
  clocks: BoardCase[];
  proposed_findings: number;
}
export const fetchWatch = (): Promise<Watch> => get("watch");
export type LineAct = "report" | "alert" | "task";
export const actOnLine = (ref: string, act: LineAct, key: string, values: Values): Promise<Receipt> =>
  post(`duty/${part(ref)}/${act}`, { key, values });

// --- the report of a day

export interface SitrepFigure {
  key: string;
  label: string;
  value: string | number;
  was: string | number | null;
  refs: string[];
  note: string | null;
}
export interface SitrepCell {
  text: string | number | null;
  refs?: string[];
}
export interface SitrepSection {
  number: number;
  title: string;
  figures: SitrepFigure[];
  tables: { title: string; columns: string[]; rows: SitrepCell[][] }[];
  items: { text: string; ref: string | null }[];
  passage: string | null;
}
export interface Sitrep {
  kind: string;
  day: string;
  audience: string;
  cut_off: string;
  known_at: number | null;
  title: string;
  sections: SitrepSection[];
  brief: RecordNow | null;
}
export interface Difference {
  name: string;
  value: string | number | null;
  now: string | number | null;
  refs: string[];
}
export interface SitrepAsked {
  kind: string;
  day: string;
  audience: string;
  incident?: string | null;
  brief?: string | null;
}
export const fetchSitrep = (asked: SitrepAsked): Promise<Sitrep> => get("sitrep", { ...asked });
/** Where the same report lies as a file. */
export const sitrepAddress = (asked: SitrepAsked, as: "pdf" | "html"): string => address(`sitrep.${as}`, { ...asked });
export const releaseSitrep = (ref: string, key: string): Promise<unknown> => post(`sitrep/${part(ref)}/release`, { key });
export const fetchDifferences = async (ref: string): Promise<Difference[]> =>
  (await get<{ differences: Difference[] }>(`sitrep/${part(ref)}/differences`)).differences;
