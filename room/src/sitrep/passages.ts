/** What people write into a report, and in which states they may. Pure. */
import type { Section } from "./reading";

/** Components that clear a report before the desk does. */
export const components = ["military", "police", "civil_affairs", "human_rights", "joint_operations"] as const;
/** In which states passages may still be written, and in which the report has gone out. */
export const isOpen = (state: string | undefined): boolean => state === undefined || state === "draft";
export const isIssued = (state: string | undefined): boolean => state === "released" || state === "corrected";

/** The passages as they would be saved: what was typed over what is held; an emptied one is gone. */
export function passagesOf(sections: readonly Section[], typed: Readonly<Record<number, string>>): { section: number; text: string }[] {
  return sections.map(({ number, passage }) => ({ section: number, text: (typed[number] ?? passage ?? "").trim() })).filter((each) => each.text);
}
/** Sections whose text differs from what is held. */
export const changed = (sections: readonly Section[], typed: Readonly<Record<number, string>>): number[] =>
  sections.filter(({ number, passage }) => typed[number] !== undefined && typed[number]?.trim() !== (passage ?? "").trim()).map((each) => each.number);
