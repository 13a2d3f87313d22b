/** A report is kept on this machine until the ledger has accepted it: a lost link must not lose what was seen. */
import type { Values } from "../contract";

export interface Draft {
  /** Made with the draft, so that sending it twice is one act. */
  key: string;
  step: string;
  values: Values;
  saved_at: string;
}

const nameOf = (mission: string, register: string): string => `greenline.draft.${mission}.${register}`;

export function readDraft(mission: string, register: string): Draft | null {
  try {
    const draft = JSON.parse(localStorage.getItem(nameOf(mission, register)) ?? "null") as Draft | null;
    return draft && typeof draft.key === "string" && typeof draft.values === "object" ? draft : null;
  } catch {
    return null;
  }
}

export function keepDraft(mission: string, register: string, draft: Omit<Draft, "saved_at">): void {
  try {
    localStorage.setItem(nameOf(mission, register), JSON.stringify({ ...draft, saved_at: new Date().toISOString() }));
  } catch {
    // A full or forbidden store must not stop the writing.
  }
}

export const dropDraft = (mission: string, register: string): void => localStorage.removeItem(nameOf(mission, register));
