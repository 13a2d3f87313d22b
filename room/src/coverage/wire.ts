/** Calls about what was watched, and what they answer. */
import { address, call } from "../api";

export interface Cell {
  cell: string;
  hours: number;
  /** Longitude and latitude of its corners in turn. */
  ring: number[];
}
export interface SectorWeek {
  sector: string | null;
  week: string;
  planned: number;
  done: number;
  cut_short: number;
  denied: number;
  cancelled: number;
  unreported: number;
  unplanned: number;
  refs: string[];
  hours: number;
  /** Cell-hours that the sector has in all; null where it is not drawn. */
  of: number | null;
  share: number | null;
}
export interface Spot {
  cell: string;
  lon: number;
  lat: number;
  share: number;
  incidents: number;
  people: number | null;
  refs: string[];
}
export interface Coverage {
  since: string;
  until: string;
  resolution: number;
  shown_resolution: number;
  hours: number;
  watched_cells: number;
  watched_hours: number;
  cells: Cell[];
  perhaps: Cell[];
  windows: number;
  unplaced: string[];
  weeks: SectorWeek[];
  blind: Spot[];
}
export interface RateWeek {
  week: string;
  count: number;
  hours: number;
  low: number | null;
  best: number | null;
  high: number | null;
  refs: string[];
  watched: boolean;
}
export interface RateChange {
  week: string;
  before: string[];
  says: "rise" | "fall" | "none" | "unknown";
  counts_say: "rise" | "fall" | "none" | "unknown";
  explained: boolean;
  ratio: number | null;
  low: number | null;
  high: number | null;
  count: number;
  hours: number;
  count_before: number;
  hours_before: number;
}
export interface RateSeries {
  sector?: string | null;
  party?: string | null;
  kind?: string | null;
  weeks: RateWeek[];
  change: RateChange | null;
}
export interface Rates {
  unit: string;
  weeks: string[];
  series: RateSeries[];
  more: boolean;
  counted: number;
  left_out: string[];
  left_out_count: number;
  level: number;
}
/** First day, and the day after the last. */
export interface Period {
  since: string;
  until: string;
}

export const fetchCoverage = async (period: Period): Promise<Coverage> =>
  (await call<Coverage>(address("coverage", { ...period }))).body;
export const fetchRates = async (period: Period, by: string, kinds: string): Promise<Rates> =>
  (await call<Rates>(address("rates", { ...period, by, kinds }))).body;
