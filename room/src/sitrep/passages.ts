/** What people write into a report and what stands frozen in it. Pure. */
import type { Values } from "../contract";
import type { Difference, SitrepSection } from "../duties/wire";

/** Components that clear a report before the desk does. */
export const components = ["military", "police", "civil_affairs", "human_rights", "joint_operations"] as const;
/** In which states passages may still be written, and in which the report has gone out. */
export const isOpen = (state: string | undefined): boolean => state === undefined || state === "draft";
export const isIssued = (state: string | undefined): boolean => state === "released" || state === "corrected";

/** The passages as they would be saved: what was typed over what is held; an emptied one is gone. */
export function passagesOf(sections: readonly SitrepSection[], typed: Readonly<Record<number, string>>): { section: number; text: string }[] {
  return sections.map(({ number, passage }) => ({ section: number, text: (typed[number] ?? passage ?? "").trim() })).filter((each) => each.text);
}
/** Sections whose text differs from what is held. */
export const changed = (sections: readonly SitrepSection[], typed: Readonly<Record<number, string>>): number[] =>
  sections.filter(({ number, passage }) => typed[number] !== undefined && typed[number]?.trim() !== (passage ?? "").trim()).map((each) => each.number);

/** The frozen figures with the corrected ones: each keeps the value that was issued, and why it was changed. */
export function corrected(figures: readonly Values[], differences: readonly Difference[], why: string): Values[] {
  const by = new Map(differences.map((each) => [each.name, each]));
  return figures.map((figure) => {
    const other = by.get(String(figure.name));
    if (!other) return figure;
    return { ...figure, value: String(other.now ?? "unknown"), was: String(figure.value), why, ...(other.refs.length ? { records: other.refs.join(" ") } : {}) };
  });
}
