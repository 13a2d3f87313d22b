/** A mission's history in chapters, as the server tells it. */
import { address, call } from "../api";
import type { Mission, Moment, Words } from "../contract";
import type { Money } from "../deployment/wire";

export type Piece = { text: string } | { figure: string; part: string };
export interface Rival {
  ref: string;
  source: string | null;
  grade: string;
  note: string;
  low: number | null;
  best: number | null;
  high: number | null;
  by?: string | null;
  text?: string | null;
}
export interface Base {
  ref: string;
  spot: string | null;
  site_name: string | null;
  contributor: string | null;
  since: Moment | null;
  until: Moment | null;
  came: string | null;
  ended: string | null;
  to: string | null;
  certainty: string;
  incident: string | null;
}
export interface Figure {
  name: string;
  of: string;
  label: Words;
  on: string;
  parts: Record<string, number | string | null>;
  refs: string[];
  rivals: Rival[];
  claims: Rival[];
  bases?: Base[];
  money?: Money[];
}
export interface Chapter {
  code: string;
  title: Words;
  text: Record<string, Piece[]>;
  since: string;
  until: string;
  bounds: Mission["bounds"];
  figures: Figure[];
}

export const fetchChapters = async (): Promise<Chapter[]> => (await call<{ chapters: Chapter[] }>(address("chapters"))).body.chapters;
