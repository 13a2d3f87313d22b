/** What the server tells of another deployment. */
import { address, call } from "../api";

export interface Spread {
  mean: number;
  middle: number;
  low: number;
  high: number;
}
export interface Month {
  month: number;
  of: string;
  base: Spread;
  changed: Spread;
  difference: Spread;
  chance_lower: number;
}
export interface Effect {
  id: string;
  study: string;
  unit: string;
  result: string;
  source: string;
  use: string;
  of: string;
  per: number | null;
  limit: number | null;
  acts: Record<string, { best: number; low: number; high: number; chosen: string }>;
  caveats: string[];
}
export interface WhatIf {
  operation: string;
  covered: "covered" | "warned" | "outside";
  why: string;
  there: Record<string, { number: number | null; figures: { ref: string; number: number; source: string; grade: string; since: string }[] }>;
  places: string[];
  outcomes: string[];
  kinds: string[];
  effects: Effect[];
  record: { months: string[]; mean: Record<string, number> | null; incidents: number; left_out: { why: string; incidents: number }[] } | null;
  used?: string[];
  refusal?: { sentence: string; issues: { field: string; code: string; sentence: string }[] } | null;
  result?: { months: Month[]; warnings: string[]; level: number; sources: Pick<Effect, "id" | "study" | "source" | "unit" | "caveats">[] } | null;
}
export interface Asked {
  change: string;
  deaths: string;
  base: string;
  saturate: string;
  date: string;
}

export const fetchWhatIf = async (asked: Asked): Promise<WhatIf> => (await call<WhatIf>(address("whatif", { ...asked }))).body;
