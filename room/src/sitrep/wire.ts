/** Calls about the report of a day, a week or an incident. */
import { address, asJson, call } from "../api";
import type { RecordNow } from "../contract";
import { records } from "../duties/wire";
import { byCode } from "../duties/order";
import { say } from "../words";
import { sectionsOf, type RawFigure, type RawSection, type Section, type Told } from "./reading";

export interface Sitrep {
  kind: string;
  day: string;
  audience: string;
  cut_off: string;
  known_at: number | null;
  title: string;
  sections: Section[];
  brief: RecordNow | null;
}
interface RawSitrep extends Omit<Sitrep, "sections" | "known_at"> {
  known_at?: number | null;
  as_known_at?: number | null;
  sections: RawSection[];
  figures?: RawFigure[];
}
export interface Difference {
  key: string;
  label: string;
  issued: Told;
  now: Told;
  refs: string[];
}
export interface SitrepAsked {
  kind: string;
  day: string;
  audience: string;
  language: string;
  incident?: string | null;
}

/** The record of this report: the newest that was not withdrawn. Only the mission keeps them. */
async function fetchBrief(asked: SitrepAsked, mine: boolean): Promise<RecordNow | null> {
  if (!mine) return null;
  const found = await records("brief", { since: asked.day, until: asked.day, kind: asked.kind, audience: "mission" }).catch(() => []);
  return found.filter((one) => one.values.audience === asked.audience && one.state !== "withdrawn" && (!asked.incident || one.values.incident === asked.incident))
    .sort((a, b) => byCode(b.recorded_at, a.recorded_at))[0] ?? null;
}

/** The report, with what people have written for it so far; `mine`: also its record, for who may keep it. */
export async function fetchSitrep(asked: SitrepAsked, mine: boolean): Promise<Sitrep> {
  const [{ body: raw }, held] = await Promise.all([call<RawSitrep>(address("sitrep", { ...asked })), fetchBrief(asked, mine)]);
  const brief = raw.brief ?? held;
  const sections = sectionsOf(raw.sections, raw.figures ?? [], say("unknown"));
  const written = new Map(((brief?.values.passages ?? []) as { section: number; text?: string }[]).map((each) => [each.section, each.text ?? null]));
  return {
    kind: raw.kind, day: raw.day, audience: raw.audience, cut_off: raw.cut_off, known_at: raw.known_at ?? raw.as_known_at ?? null, title: raw.title, brief,
    sections: brief ? sections.map((each) => ({ ...each, passage: written.get(each.number) ?? each.passage })) : sections,
  };
}
/** Where the same report lies as a file. */
export const sitrepAddress = (asked: SitrepAsked, as: "pdf" | "html"): string => address(`sitrep.${as}`, { ...asked });
const ofBrief = (ref: string, what: string): string => address(`sitrep/${encodeURIComponent(ref)}/${what}`, { audience: "mission" });
/** The paper as it was issued, for the audience it was made for. */
export const paperAddress = (ref: string, audience: string): string => address(`sitrep/${encodeURIComponent(ref)}/paper`, { audience });
/** A flash is issued at once: facts only, its figures frozen, its paper kept. */
export const issueFlash = (incident: string, to: string, key: string): Promise<unknown> => call(address("sitrep/flash", { audience: "mission" }), asJson({ incident, to, key }));
export const releaseSitrep = (ref: string, key: string): Promise<unknown> => call(ofBrief(ref, "release"), asJson({ key }));
/** Figures are corrected to what the records say now; the value that was issued stays beside it. */
export const correctSitrep = (ref: string, figures: string[], reason: string, key: string): Promise<unknown> =>
  call(ofBrief(ref, "correct"), asJson({ figures, reason, key }));
export const fetchDifferences = async (ref: string): Promise<Difference[]> =>
  (await call<{ differences: (Difference & { name?: string; value?: Told })[] }>(ofBrief(ref, "differences"))).body.differences
    .map((one) => ({ ...one, key: one.key ?? one.name ?? "", label: one.label ?? one.name ?? "", issued: one.issued ?? one.value ?? null }));
