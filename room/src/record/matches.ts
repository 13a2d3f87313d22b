/** What may tell of the same event: asked for, judged. The wire only. */
import { address, asJson, call } from "../api";
import type { Receipt, Values } from "../contract";

export interface MatchFeature {
  feature: string;
  weight: number | string;
  said?: string;
  held?: string;
}
export interface MatchSide {
  register: string;
  ref: string;
  state: string;
  values: Values;
}
export interface Match {
  ref: string;
  state: "proposed" | "linked" | "rejected";
  version: number;
  values: { report: string; incident?: string; other?: string; total: number | string; chance: number | string; features?: MatchFeature[] };
  sides: MatchSide[];
}
export type Judgement = "link" | "reject" | "unlink" | "open";

const part = encodeURIComponent;
export const fetchMatches = async (register: string, ref: string): Promise<Match[]> =>
  (await call<{ matches: Match[] }>(address(`${part(register)}/${part(ref)}/matches`, {}))).body.matches;
export const judge = async (ref: string, step: Judgement, why: string, key: string): Promise<Receipt> =>
  (await call<Receipt>(address(`match/${part(ref)}`, {}), asJson({ step, why, key }))).body;

/** What can be done with a match now. */
export function judgements(match: Match): Judgement[] {
  if (match.state === "linked") return ["unlink"];
  if (match.state === "rejected") return [];
  return [match.values.incident ? "link" : "open", "reject"];
}
/** How long a feature's bar is, from 0 to 1; ten bits are as sure as it is shown. */
export const barOf = (weight: number | string): number => Math.min(Math.abs(Number(weight)) / 10, 1);
/** The fields that both sides tell, or one of them, in the order they are told. */
export function fieldsOf(match: Match): string[] {
  return [...new Set(match.sides.flatMap((side) => Object.keys(side.values)))];
}
