/** A page's answer from the server, kept fresh while the ledger grows; and the server's time. */
import { onBeforeUnmount, onMounted, ref, shallowRef, watch, type Ref, type ShallowRef, type WatchSource } from "vue";
import { Refusal } from "../api";
import { audience, pos, role } from "../room";
import { say } from "../words";

export interface Answer<T> {
  answer: ShallowRef<T | null>;
  problem: Ref<string>;
  busy: Ref<boolean>;
  load: () => Promise<void>;
}
/** Entries come in bursts: the page asks once when one has passed. */
const pauseMs = 700;

export const tellRefusal = (error: unknown): string => {
  if (!(error instanceof Refusal)) throw error;
  return error.status ? error.message : say("no_answer");
};

/** Ask at once, after each change of who reads or of `also` and, where it is `live`, after each new entry. */
export function useAnswer<T>(question: () => Promise<T>, also: WatchSource[] = [], live = true): Answer<T> {
  const answer = shallowRef<T | null>(null);
  const problem = ref("");
  const busy = ref(false);
  let [latest, due] = [0, 0];
  async function load(): Promise<void> {
    const mine = (latest += 1);
    busy.value = true;
    try {
      const told = await question();
      if (mine !== latest) return;
      answer.value = told;
      problem.value = "";
    } catch (error) {
      if (mine !== latest) return;
      problem.value = tellRefusal(error);
      // What somebody else was told must not stay; a lost line takes nothing away.
      if ((error as Refusal).status) answer.value = null;
    } finally {
      if (mine === latest) busy.value = false;
    }
  }
  watch([audience, role, ...also], () => {
    answer.value = null;
    void load();
  });
  watch(pos, () => {
    if (!live) return;
    clearTimeout(due);
    due = window.setTimeout(load, pauseMs);
  });
  onMounted(load);
  onBeforeUnmount(() => {
    clearTimeout(due);
    latest += 1;
  });
  return { answer, problem, busy, load };
}

const tickMs = 15_000;
/** The server's time in milliseconds, ticking; the reader's own clock may be wrong. */
export function useNow(): { now: Ref<number>; exact: () => number; setNow: (iso: string | undefined) => void } {
  let ahead = 0;
  const now = ref(Date.now());
  const tick = (): void => void (now.value = Date.now() + ahead);
  const timer = window.setInterval(tick, tickMs);
  onBeforeUnmount(() => clearInterval(timer));
  return {
    now,
    exact: () => Date.now() + ahead,
    setNow(iso) {
      const told = Date.parse(iso ?? "");
      if (Number.isNaN(told)) return;
      ahead = told - Date.now();
      tick();
    },
  };
}
