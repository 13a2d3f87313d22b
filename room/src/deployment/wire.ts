/** What the server tells of the deployment on a day. */
import { address, call } from "../api";
import type { Moment } from "../contract";

export interface Told {
  ref: string;
  source: string;
  grade: string;
  claim: boolean;
  note: string;
  since: string;
  age_d: number;
  /** Too long before the day to be set beside a ceiling. */
  old: boolean;
  people: number | null;
}
export interface Total extends Told {
  sum: number | null;
  adds_up: boolean | null;
}
export interface Sum {
  name: string;
  source: string;
  people: number;
  refs: string[];
  untold: number;
}
export interface Gap {
  ref: string;
  source: string;
  measure: "military" | "police" | "civilians" | "total";
  there: number;
  allowed: number;
  missing: number;
}
export interface Ceiling {
  ref: string;
  instrument: string;
  operation: string;
  since: string;
  military: number | null;
  police: number | null;
  civilians: number | null;
  total: number | null;
  source: string;
  grade: string;
  in_force: boolean;
  against: Gap[];
}
export interface Unit {
  ref: string;
  state: string;
  name: string;
  kind: string | null;
  contributor: string | null;
  told: Told[];
  rotates: Moment | null;
  rotations: number;
  rotation_overdue: boolean;
  rotation_soon: boolean;
  caveats: { text: string; declared?: boolean | null }[];
}
export interface Posting {
  ref: string;
  certainty: "yes" | "perhaps";
  grade: string;
  contributor: string | null;
  unit_name: string | null;
  spot: string | null;
  site_name: string | null;
  sector: string | null;
  since: Moment | null;
  until: Moment | null;
  came: string | null;
  ended: string | null;
  to: string | null;
  incident: string | null;
  strength: number | null;
  account: string | null;
}
export interface Stock {
  ref: string;
  name: string;
  kind: string | null;
  owner: string | null;
  agreed: number | null;
  present: number | null;
  serviceable: number | null;
  serviceability: number | null;
  short: boolean | null;
  threshold: number;
  at: string | null;
}
export interface Money {
  ref: string;
  grade?: string;
  period?: Moment;
  purpose: string;
  donor: string | null;
  currency: string | null;
  scale: string;
  appropriated: number | null;
  pledged: number | null;
  received: number | null;
  spent: number | null;
  rate: number | null;
  per: string | null;
  note: string | null;
  source: string | null;
  share?: number | null;
}
export interface Pledge {
  ref: string;
  state: string;
  contributor: string;
  kind: string | null;
  units: number | null;
  people: number | null;
  since: Moment;
}
export interface Deployment {
  day: string;
  asked: string;
  /** The last day that any figure of people tells of. */
  last_day: string | null;
  quarterly: boolean;
  in_force: boolean;
  totals: Total[];
  contributors: { contributor: string; told: Told[]; sums: Sum[] }[];
  kinds: Sum[];
  ceilings: Ceiling[];
  pledges: Pledge[];
  units: Unit[];
  postings: Posting[];
  equipment: Stock[];
  money: Money[];
}

export const fetchDeployment = async (date: string): Promise<Deployment> => (await call<Deployment>(address("deployment", { date }))).body;
