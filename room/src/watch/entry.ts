/** The line that is being typed, and lines that have not reached the ledger: kept on this machine until they have. */
import type { Values } from "../contract";

export interface Unsent {
  /** Made with the line: sent twice it is one line. */
  key: string;
  values: Values;
}
export interface Entry {
  text: string;
  matter: string;
  sender: string;
  receiver: string;
}
export const matters = [
  "incident", "patrol", "movement", "liaison", "hotline", "medical", "weather", "communications", "administration", "other", "flash",
] as const;
/** What a line says when it is sent: now, without what was left open. */
export function valuesOf(entry: Entry, nowIso: string): Values {
  const said = { sender: entry.sender.trim().toUpperCase(), receiver: entry.receiver.trim().toUpperCase() };
  return {
    at: { start: nowIso, prec: 1 }, matter: entry.matter, text: entry.text.trim(),
    ...(said.sender ? { sender: said.sender } : {}), ...(said.receiver ? { receiver: said.receiver } : {}),
  };
}
/** To the second, in UTC: the ledger keeps the offset that it is told. */
export const instant = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;

/** The matter that an arrow key or a digit leads to; null when the key means nothing here. */
export function matterBy(now: string, event: { key: string; code: string; altKey: boolean }): string | null {
  const at = Math.max(0, matters.indexOf(now as (typeof matters)[number]));
  if (event.key === "ArrowDown") return matters[(at + 1) % matters.length] ?? null;
  if (event.key === "ArrowUp") return matters[(at + matters.length - 1) % matters.length] ?? null;
  const digit = event.altKey ? /^Digit(\d)$/.exec(event.code)?.[1] : undefined;
  return digit ? matters[(Number(digit) + 9) % 10] ?? null : null;
}

/** `of`: the mission and the call sign. */
const nameOf = (of: string): string => `greenline.watch.${of}`;
interface Kept {
  entry: Entry;
  unsent: Unsent[];
}
export const emptyEntry = (): Entry => ({ text: "", matter: "other", sender: "", receiver: "" });
export function readKept(of: string, store: Pick<Storage, "getItem"> = localStorage): Kept {
  try {
    const kept = JSON.parse(store.getItem(nameOf(of)) ?? "null") as Partial<Kept> | null;
    return { entry: { ...emptyEntry(), ...kept?.entry }, unsent: Array.isArray(kept?.unsent) ? kept.unsent : [] };
  } catch {
    return { entry: emptyEntry(), unsent: [] };
  }
}
export function keep(of: string, kept: Kept, store: Pick<Storage, "setItem"> = localStorage): void {
  try {
    store.setItem(nameOf(of), JSON.stringify(kept));
  } catch {
    // A full or forbidden store must not stop the writing.
  }
}
