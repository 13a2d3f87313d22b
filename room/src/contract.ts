/** The API's nouns, as the server sends them. */
import type { FeatureCollection, Geometry } from "geojson";
import type { Proposed, Question } from "./import/map";

export type Words = Readonly<Record<string, string>>;

export interface ZoneProperties {
  code: string;
  name: Words;
  kind: "ceasefire_line" | "buffer_zone" | "pocket" | "area" | "base_area" | "crossing" | "sector" | "maritime_line" | "route" | "mask";
  party?: string;
  uncertainty_m: number;
  source: string;
  verified: boolean;
  opened?: string;
}
export type Zones = FeatureCollection<Geometry, ZoneProperties>;

export interface Party {
  code: string;
  name: Words;
  kind: string;
  colour?: string;
}

/** Up to which marking, how sharp a place, and how many days after it happened; some states may have their own terms. */
export interface Sight {
  level: "open" | "restricted" | "confidential" | "strict";
  place: "exact" | "10km" | "50km" | "hidden";
  delay_d: number;
  by_state: boolean;
}

export interface Mission {
  name: string;
  title: Words;
  languages: string[];
  timezone: string;
  bounds: [number, number, number, number];
  demo: boolean;
  audience: string;
  audiences: string[];
  /** On which terms each of them is told of records. */
  sees: Record<string, Sight>;
  role: string | null;
  roles: string[];
  /** What whoever asks may act as; an operator of a machine without people, and a demo's visitor, as all. */
  acts_as?: string[];
  call_sign: string | null;
  parties: Party[];
  zones: Zones;
  pos: number;
}

export interface Moment {
  start: string;
  end?: string;
  /** 1 exact day … 5 more than a month. */
  prec?: number;
}

export interface Place {
  lon: number;
  lat: number;
  /** 1 exact … 7 international (UCDP `where_prec`). */
  prec?: number;
  name?: string;
  /** Set when this audience only gets the centre of a coarse cell. */
  grid_km?: number | null;
}

/** One line of the picture: what the map and the list need, no more. */
export interface Row {
  ref: string;
  register: string;
  /** The name of its version: to the mission the pos it began at. */
  version: number;
  state: string;
  kind: string | null;
  severity: number | null;
  lon: number | null;
  lat: number | null;
  prec: number | null;
  spread_km: number | null;
  grid_km: number | null;
  start: string | null;
  end: string | null;
  date_prec: number | null;
  label: string | null;
  deaths: number | null;
  grade: string | null;
  flagged: boolean;
}

export interface Picture {
  pos: number;
  audience: string;
  rows: Row[];
  /** The mission is told the refs that are gone; others the names of versions that ended. */
  gone: string[];
  ended?: number[];
  /** What changed can no longer be told: fetch the picture anew. */
  anew?: boolean;
  more: boolean;
  /** False: the rows are only the newest, and `cells` counts all; true: they are everything. Not told of changes. */
  whole?: boolean;
  counts?: Record<string, number>;
  cells?: CellGrid;
  times?: { since: number; until: number; counts: number[] } | null;
}

/** Counts on a grid of longitude and latitude; each cell is its south-western corner and a count a register. */
export interface CellGrid {
  registers: string[];
  width: number;
  height: number;
  cells: number[][];
  areas: Record<string, number>;
  nowhere: Record<string, number>;
}

/** A position of the ledger and when it was recorded. */
export interface Tick {
  pos: number;
  recorded_at: string;
}

export type Values = Record<string, unknown>;

export interface RecordNow {
  ref: string;
  register: string;
  state: string;
  version: number;
  pos: number;
  recorded_at: string;
  values: Values;
  flags?: string[];
}

export interface Change {
  path: string;
  old: unknown;
  new: unknown;
}

export interface EntryHead {
  site: string;
  seq: number;
  pos: number;
  hash: string;
  root: string;
  prev: string;
}

export interface Version {
  version: number;
  recorded_at: string;
  /** Who acted, how and why is told to the mission, not to the public. */
  step?: string;
  state: string;
  by?: string;
  role?: string;
  reason?: string | null;
  basis?: string | null;
  /** Paths of the values that this step had forgotten. */
  erased?: string[];
  key?: string;
  changes: Change[];
  entry?: EntryHead;
  proof?: string;
}

export interface History {
  ref: string;
  register: string;
  versions: Version[];
}

/** A leaf is shown (path, salt, value) or withheld (its hash in hex). */
export type Leaf = readonly [path: string, salt: string, value: unknown] | string;

export interface Proof {
  entry: { site: string; seq: number; prev: string; root: string; leaves: Leaf[] };
  hash: string;
  path: string[];
  head: { site: string; size: number; root: string };
}

export interface Act {
  step: string;
  key: string;
  ref?: string;
  saw?: number;
  reason?: string;
  basis?: string;
  values?: Values;
}

export interface Receipt {
  ref: string;
  site: string;
  seq: number;
  pos: number;
  head: string;
  already: boolean;
  flags: string[];
}

export interface Issue {
  field: string;
  code: string;
  sentence: string;
}

export interface WordsBook {
  codes: Record<string, Record<string, string>>;
  fields: Record<string, { question?: string; hint?: string }>;
  states: Record<string, string>;
  steps: Record<string, string>;
}

// --- tables brought in

/** A table that was sent and looked at: either a shipped form reads it, or a map is proposed. */
export interface Looked {
  token: string;
  header: string[];
  rows: { line: number; cells: string[]; wrong?: string }[];
  sheets: string[];
  form: string | null;
  /** Of the shipped form. */
  title?: string;
  register?: string;
  map?: Proposed;
  questions?: Question[];
  /** Distinct words of columns that have few. */
  words?: Record<string, string[]>;
}
export interface ImportAsked {
  form?: string;
  map?: unknown;
  as_incident: boolean;
  sheet?: string;
  encoding?: string;
}
export interface Trial {
  read: number;
  new: number;
  changed: number;
  already: number;
  flagged: number;
  refused: number;
  whole: boolean;
  reasons: { line: number; reasons: string[] }[];
  samples: { line: number; key: string; register: string; flags: string[]; values: Values }[];
}
export interface ImportSummary {
  read: number;
  accepted: number;
  already: number;
  flagged: number;
  refused: number;
  amended: number;
  withdrawn: number;
  seconds: number;
  reasons: string[];
}
