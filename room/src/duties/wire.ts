/** Calls about cases, provisions and the watch, and what they answer. */
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
  /** When it has to go to the next level of settlement, however far the step has come. */
  escalates_at?: string | null;
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
  /** Nothing where the reader may not know of findings at all. */
  findings: Counted;
  told: boolean;
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
export const fetchProvisions = async (): Promise<AgreementNow[]> => (await get<{ agreements: AgreementNow[] }>("provisions")).agreements
  .map((each) => ({ ...each, provisions: each.provisions.map((clause) => (
    { ...clause, told: clause.findings !== null, findings: clause.findings ?? { met: 0, breached: 0, unknown: 0 } })) }));

export const records = async (register: string, query: Query): Promise<RecordNow[]> =>
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
}
export interface Watch {
  now: string;
  watch: { by: string | null; since: string | null };
  /** Handed over and taken by nobody yet. */
  offered: DutyLine | null;
  log: DutyLine[];
  tasks: DutyLine[];
  clocks: BoardCase[];
  proposed_findings: number;
}
/** A record of the duty log as a line; a line is left as it is. */
export function asLine(told: RecordNow | DutyLine): DutyLine {
  if (!("values" in told)) return told;
  const { ref, version, state, values } = told;
  const text = (name: string): string | null => (typeof values[name] === "string" ? (values[name] as string) : null);
  const start = (name: string): string | null => (values[name] as { start?: string } | null | undefined)?.start ?? null;
  return {
    ref, version, state, at: start("at") ?? "", sender: text("sender"), receiver: text("receiver"), matter: text("matter") ?? "other", text: text("text"),
    action: text("action"), task: text("task"), task_for: text("task_for"), task_due: start("task_due"), reports: (values.reports ?? []) as string[],
  };
}
const dayMs = 86_400_000;
/** The nearer of the two times a clock has; infinity for none. */
const runsOut = (one: CaseClock): number => Math.min(...[one.due_at, one.escalates_at].map((iso) => (iso ? Date.parse(iso) : Infinity)));
/** Cases that are overdue or will be within a day, the soonest first; a clock that stands still runs out for nobody. */
export const soonOver = (cases: readonly BoardCase[], nowMs: number): BoardCase[] => cases
  .filter((one) => one.clock !== "stopped" && (one.overdue || runsOut(one) - nowMs < dayMs))
  .sort((a, b) => runsOut(a) - runsOut(b));

interface RawWatch {
  now: string;
  watch: { by?: string | null; who?: string | null; since?: string | null } | null;
  offered?: RecordNow | null;
  log: (RecordNow | DutyLine)[];
  tasks: (RecordNow | DutyLine)[];
  clocks?: BoardCase[];
  proposed_findings?: number;
}
/** The watch and, where the server does not tell them along, the clocks and findings that wait; none of these stops it. */
export async function fetchWatch(): Promise<Watch> {
  const told = await get<RawWatch>("watch");
  const [clocks, proposed] = await Promise.all([
    told.clocks ?? fetchBoard().then((board) => soonOver(board.cases, Date.parse(board.now))).catch(() => []),
    told.proposed_findings ?? get<{ count: number }>("finding/count", { state: "proposed" }).then(({ count }) => count).catch(() => 0),
  ]);
  const log = told.log.map(asLine);
  return {
    now: told.now, watch: { by: told.watch?.by ?? told.watch?.who ?? null, since: told.watch?.since ?? null },
    offered: told.offered ? asLine(told.offered) : log.find((line) => line.state === "handed_over") ?? null,
    log, tasks: told.tasks.map(asLine), clocks, proposed_findings: proposed,
  };
}
export type LineAct = "report" | "alert" | "task";
export const actOnLine = (ref: string, act: LineAct, key: string, values: Values): Promise<Receipt> =>
  post(`duty/${part(ref)}/${act}`, { key, values });
