/** Quorum while the table fills, agendas from a docket, and bars of calls. Pure; the server's answer is the one that holds. */
import type { Answered, Item, Waiting } from "./wire";

/** One side: enough, too few, or not known. */
export const sideAnswer = (needed: number | null, there: number | null): Answered =>
  (needed === null ? "unknown" : needed === 0 ? "met" : there === null ? "unknown" : there >= needed ? "met" : "not_met");
/** The whole session: what one side lacks, all lack. */
export function tableAnswer(needs: Record<string, number>, there: Record<string, number | null>): Answered {
  const told = Object.entries(needs).map(([side, needed]) => sideAnswer(needed, there[side] ?? null));
  if (told.includes("not_met")) return "not_met";
  return told.length === 0 || told.includes("unknown") ? "unknown" : "met";
}
/** What people chose becomes items; an item without a record keeps its words. */
export const agendaOf = (chosen: readonly Waiting[]): Item[] =>
  chosen.map((one) => ({ words: one.title || one.about, ...(one.register ? { [one.register]: one.about } : {}) }));
/** The height of each bar in per cent of the tallest. */
export const bars = (counts: readonly number[]): number[] => {
  const most = Math.max(1, ...counts);
  return counts.map((count) => Math.round((100 * count) / most));
};
/** A typed count: nothing typed is not known. */
export const countOf = (text: string | number): number | null => (/^\d{1,6}$/.test(String(text).trim()) ? Number(text) : null);
