/** Calls about the outlook and its warnings, and what they answer. */
import type { Geometry } from "geojson";
import { address, call } from "../api";
import type { Moment } from "../contract";

export type Verdict = "skill" | "no_skill" | "unknown";
export interface Gain {
  verdict: Verdict;
  gain: number | null;
  low: number | null;
  high: number | null;
  cases: number;
}
export interface Ahead {
  expected: number;
  median: number;
  low: number;
  high: number;
  chance: number;
  chance_n: number;
}
export interface Unit {
  unit: string;
  name: string;
  shape: Geometry;
  /** Too little is known of it to foresee anything: `ahead` is empty. */
  unknown: boolean;
  known: number;
  skill: Gain;
  ahead: Ahead[];
  why: { step: string; unit: string; name: string; beside: boolean; count: number; share: number; refs: string[] }[];
  near: { unit: string; name: string; count: number }[];
}
export interface Outlook {
  now: string;
  known_at: { pos: number | null; day: string; late: boolean };
  settings: { unit: string; step: string; what: string; model: string; beside: string };
  held: {
    since: string | null;
    until: string;
    kept: string | null;
    behind: boolean;
    steps: number;
    counted: number;
    left_out: Record<string, number>;
    unknown: number;
  };
  n: number;
  steps: { step: string; since: string; until: string; running: boolean; over: boolean }[];
  units: Unit[];
  skill: Gain;
  /** The chance of at least one by unit and day, where a model has earned it. */
  near: { shown: boolean; because: string; days?: string[]; units?: Record<string, number[]> };
}
export interface Warned {
  ref: string;
  state: string;
  version: number;
  rule: string;
  area: string;
  span: Moment;
  at_least: number;
  approver?: string;
  chance?: number;
  skill: Verdict;
  outcome?: string;
  came?: number;
  came_by?: string[];
  carried_by?: string[];
  alert?: string;
}
export interface Tally {
  hits: number;
  misses: number;
  false_alarms: number;
  quiet: number;
  unknown: number;
  open: number;
  declined: number;
  hit_rate: number | null;
  false_alarm_ratio: number | null;
  least: number;
}
export interface Warnings {
  now: string;
  warnings: Warned[];
  whole: Tally;
}

export const fetchOutlook = async (at: string, n: number): Promise<Outlook> =>
  (await call<Outlook>(address("outlook", { at: at || null, n: String(n) }))).body;
export const fetchWarnings = async (): Promise<Warnings> => (await call<Warnings>(address("outlook/warnings"))).body;
