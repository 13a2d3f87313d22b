/** Calls about the mandate, authority, consent and prevention, and what they answer. */
import { address, asJson, call } from "../api";
import type { Moment } from "../contract";

export interface Instrument {
  ref: string;
  instrument: string;
  body: string | null;
  operation: string | null;
  effect: string | null;
  chapter: string | null;
  means: boolean | null;
  caveats: string[] | null;
  account: string | null;
  paragraph: string | null;
  source: string | null;
  since: string;
  adopted: string;
  /** The last day on which it holds; null: its end is not held. */
  until: string | null;
  in_force: boolean;
  inferred: boolean;
  ends_in_d: number | null;
  grade: string;
}
export interface Benchmark {
  what: string;
  due?: Moment | null;
  met?: string | null;
  basis?: string | null;
}
export interface Task {
  ref: string;
  state: string;
  task: string;
  modality: string[] | null;
  strength: string | null;
  instrument: string | null;
  paragraph: string | null;
  operation: string | null;
  zones: string | null;
  note: string | null;
  holds: Moment | null;
  benchmarks: Benchmark[];
  met: number;
  not_met: number;
  grade: string;
}
export interface Ceiling {
  ref: string;
  since: string;
  instrument: string;
  operation: string | null;
  holds: Moment;
  military: number | null;
  police: number | null;
  civilians: number | null;
  total: number | null;
  note: string | null;
  grade: string;
}
export interface ReportDue {
  ref: string;
  instrument: string;
  what: string;
  to: string | null;
  every_d: number | null;
  due: string | null;
  overdue: boolean;
  soon: boolean;
}
export interface Overview {
  day: string;
  /** The last day that any instrument tells as its end. */
  last_day: string | null;
  in_force: Instrument[];
  instruments: Instrument[];
  tasks: Task[];
  ceilings: Ceiling[];
  reports: ReportDue[];
  force: { ref: string; state: string; at: Moment; purpose: string; highest: string; shots: number | null; effect: string | null }[];
  acts: { code: string; label: string }[];
}
export interface Point {
  code: string;
  says: string;
  ref: string;
  instrument: string;
  paragraph: string;
}
export const parts = ["against", "missing", "conditions", "rests", "noted"] as const;
export interface Opinion extends Record<(typeof parts)[number], Point[]> {
  act: string;
  answer: "permitted" | "permitted_with_conditions" | "not_permitted" | "unknown";
  sectors: string[];
}
export interface Consenting {
  ref: string;
  party: string;
  host: boolean;
  zone: string | null;
  degree: string;
  since: string;
  until: string | null;
  terms: string | null;
}
export interface Pattern {
  party: string;
  authority: string | null;
  route: string | null;
  kind: string;
  count: number;
  first: string;
  last: string;
  hours: number | null;
  timed: number;
  open: number;
  refs: string[];
}
export interface Sign {
  at: string;
  party: string;
  kind: string;
  text: string;
  worse: boolean;
  ref: string;
}
export interface ConsentTold {
  day: string;
  consents: Consenting[];
  history: Consenting[];
  agreements: { ref: string; state: string; title: string; host: string }[];
  restrictions: { ref: string; state: string; at: string; kind: string; party: string; authority: string | null; route: string | null; hours: number | null }[];
  patterns: Pattern[];
  signs: Sign[];
  protests: { ref: string; state: string; party: string; restrictions: string[] | null; measure: string }[];
}
export interface Ground {
  text: string;
  report?: string | null;
  incident?: string | null;
  case?: string | null;
  source?: string | null;
  reliability?: string;
  credibility?: string;
}
export interface Assessed {
  ref: string;
  state: string;
  at: string;
  old: boolean;
  about: string | null;
  presence: string;
  trend: string;
  indicators: { text: string; ticked?: boolean | null }[] | null;
  evidence: Ground[] | null;
  reviewer: string | null;
}
export interface Prevention {
  now: string;
  frameworks: { framework: string; label: string; factors: { factor: string; label: string; note: string; assessed: Assessed[] }[] }[];
  options: { ref: string; state: string; measure: string; about: string | null; pro: Ground[] | null; contra: Ground[] | null; instead: string | null; authority: string | null; decision: string | null }[];
}

const body = async <T>(asked: Promise<{ body: T }>): Promise<T> => (await asked).body;
export const fetchMandate = (date: string): Promise<Overview> => body(call(address("mandate/overview", { date })));
export const fetchConsent = (date: string): Promise<ConsentTold> => body(call(address("consent/overview", { date })));
export const fetchPrevention = (): Promise<Prevention> => body(call(address("prevention")));
export const askAuthority = (act: string, place: string, date: string): Promise<Opinion> =>
  body(call(address("authority", { act, place, date })));
export interface Draft {
  party: string;
  restrictions: string[];
  measure: string;
  text: string;
}
export const draftProtest = (restrictions: string[]): Promise<Draft> => body(call(address("protest/draft"), asJson({ restrictions })));
