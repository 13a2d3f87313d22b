/** Calls about protection and movement, and what they answer. */
import { address, asJson, call, submit } from "../api";
import type { Moment, Place, Receipt, RecordNow, Values } from "../contract";

export interface LimitClock {
  name: "call_back" | "decision" | "feedback";
  due_at: string | null;
  answer: "met" | "missed" | "running" | "overdue" | "unknown";
}
export interface CommunityAlert {
  ref: string;
  version: number;
  state: string;
  clocks: LimitClock[];
  due_at: string | null;
  overdue: boolean;
  in_time: string;
  decision: string | null;
  times: Record<string, string | null>;
  place: Place | null;
  kind: string | null;
  degree: string;
  life_threat: boolean | null;
  text: string | null;
  officer: string | null;
  components: string[] | null;
  no_response: string | null;
  passed_to: string | null;
  effect: string | null;
  exercise: boolean | null;
}
export interface PatrolOut {
  ref: string;
  version: number;
  state: string;
  answer: "overdue" | "late" | "on_time" | "unknown";
  because: string | null;
  due_at: string | null;
  last_heard: string | null;
  overdue_since: string | null;
  expected_back: string | null;
  kind: string;
  team: string | null;
  heads: number | null;
  check_min: number | null;
}
export interface Score {
  score: string;
  scorer: string;
  at: Moment;
  evidence: string;
}
export interface ThreatTold {
  ref: string;
  state: string;
  community: string | null;
  perpetrator: string | null;
  threat: Score | null;
  vulnerability: Score | null;
  product: number | null;
  band: string;
  expires: string | null;
  expired: boolean;
}
export interface Leg {
  name: "first_aid" | "emergency_care" | "surgery";
  limit_s: number;
  took_s: number | null;
  answer: "met" | "missed" | "unknown";
}
export interface CasevacTold {
  ref: string;
  state: string;
  legs: Leg[];
  side: string;
  category: string | null;
  platform: string | null;
  night: boolean | null;
  refusal: string | null;
  outcome: string;
  incident: string | null;
  times: Record<string, string | null>;
}
interface Many {
  low?: number | null;
  best?: number | null;
  high?: number | null;
}
export interface Attack {
  ref: string;
  state: string;
  kind: string;
  at: Moment;
  title: string | null;
  deaths: Many | null;
  injured: Many | null;
  casevacs: CasevacTold[];
}
export interface Kept {
  actionable: number;
  answered: number;
  unanswered: number;
  open: number;
  share: number | null;
  median_depart_s: number | null;
  timed: number;
  in_time: number;
  too_late: number;
  in_time_unknown: number;
}
export interface ProtectionTold {
  now: string;
  alerts: CommunityAlert[];
  ended: CommunityAlert[];
  kept: Kept;
  threats: ThreatTold[];
  casevacs: CasevacTold[];
  attacks: Attack[];
  patrols: PatrolOut[];
}
export interface Silent {
  ref: string;
  register: string;
  notified: string | null;
  since: string;
}
export interface MindingTold {
  now: string;
  alerts: CommunityAlert[];
  patrols: PatrolOut[];
  silent: Silent[];
}
export interface Passage {
  checkpoint: string;
  party?: string | null;
  came?: Moment | null;
  passed?: Moment | null;
  outcome: string;
  note?: string | null;
}
export interface ConvoyTold {
  ref: string;
  version: number;
  state: string;
  held_state: string;
  kind: string;
  organisation: string | null;
  notified: string | null;
  emergency: boolean | null;
  starts: Moment;
  escort: string | null;
  escort_asked_by: string | null;
  passages: Passage[] | null;
  quiet_at: string | null;
  lead: { least_h: number; needed_h: number | null; answer: string; short_h: number | null } | null;
  stopped_by: string | null;
}
export interface SiteTold {
  ref: string;
  state: string;
  expiry: "open" | "ending" | "expired" | "closed";
  to_purge: boolean;
  kind: string;
  organisation: string | null;
  notified: string | null;
  expires: Moment;
}
export interface ConstraintTold {
  ref: string;
  state: string;
  at: string;
  kind: string | null;
  impact: string | null;
  district: string | null;
  party: string | null;
  affected: Many | null;
  use: string;
}
export interface MovementTold {
  now: string;
  silence_h: number;
  convoys: ConvoyTold[];
  closed: ConvoyTold[];
  notices: { ref: string; state: string; actor: string; activity: string; starts: Moment }[];
  sites: SiteTold[];
  constraints: ConstraintTold[];
}
export interface Cell {
  kind: string;
  place: string;
  count: number | null;
  low: number | null;
  best: number | null;
  high: number | null;
  refs: string[];
}

const body = async <T>(asked: Promise<{ body: T }>): Promise<T> => (await asked).body;
export const fetchProtection = (): Promise<ProtectionTold> => body(call(address("protection/overview")));
export const fetchMinding = (): Promise<MindingTold> => body(call(address("watch/minding")));
export const fetchMovement = (): Promise<MovementTold> => body(call(address("movement/overview")));
export const fetchTable = (month: string, others: boolean): Promise<{ cells: Cell[] }> =>
  body(call(address("access/table", { month, others: others ? "1" : null })));
/** Alerts to an audience that nobody has ended. */
export const fetchStanding = async (): Promise<RecordNow[]> =>
  (await body(call<{ records: RecordNow[] }>(address("alert", { limit: 200 })))).records
    .filter((one) => ["raised", "released", "acknowledged", "escalated"].includes(one.state));
export const checkIn = (ref: string, welfare: string, at: string, key: string): Promise<Receipt> =>
  body(call(address(`patrol/${encodeURIComponent(ref)}/check-in`), asJson({ key, welfare, at })));
export const takeStep = (one: { ref: string; version: number }, register: string, step: string, values: Values, reason?: string): Promise<Receipt> =>
  submit(register, { step, key: crypto.randomUUID(), ref: one.ref, saw: one.version, values, ...(reason ? { reason } : {}) });
