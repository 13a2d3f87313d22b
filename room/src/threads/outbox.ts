/** What was written and not yet sent waits in the browser, under the key that it will be sent with each time: the server
 * takes it once, however often a bad link makes us try. */
import { Refusal } from "../api";
import type { Said, Talk } from "./wire";

export interface Waiting { key: string; thread: string; values: Said; refused?: string }
export interface Kept { getItem: (name: string) => string | null; setItem: (name: string, text: string) => void; removeItem: (name: string) => void }
const name = "greenline.unsent";
const most = 100;

export function waiting(kept: Kept = localStorage): Waiting[] {
  try {
    const found: unknown = JSON.parse(kept.getItem(name) ?? "[]");
    return Array.isArray(found) ? (found as Waiting[]) : [];
  } catch {
    return [];
  }
}
function keep(all: Waiting[], kept: Kept): void {
  if (all.length) kept.setItem(name, JSON.stringify(all.slice(-most)));
  else kept.removeItem(name);
}
export function put(one: Waiting, kept: Kept = localStorage): void {
  keep([...waiting(kept), one], kept);
}
export function drop(key: string, kept: Kept = localStorage): void {
  keep(waiting(kept).filter((each) => each.key !== key), kept);
}

/** Send what waits, oldest first; what the server refuses for good says why and waits for the writer. True: all gone. */
export async function sendAll(talk: Pick<Talk, "say">, kept: Kept = localStorage): Promise<boolean> {
  for (const one of waiting(kept).filter((each) => !each.refused)) {
    try {
      await talk.say(one.thread, one.key, one.values);
      drop(one.key, kept);
    } catch (error) {
      const status = error instanceof Refusal ? error.status : 0;
      if (status === 0 || status === 401 || status === 429 || status >= 500) return false;
      keep(waiting(kept).map((each) => (each.key === one.key ? { ...each, refused: (error as Refusal).message } : each)), kept);
    }
  }
  return waiting(kept).length === 0;
}
