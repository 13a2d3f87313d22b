/** Listens for new positions of the ledger and has the picture catch up; says so plainly when the link is lost. */
import { ref } from "vue";
import { address } from "./api";
import { refreshLive, takeLive, type Live } from "./map/live";
import { catchUp, pos } from "./room";
import { takeNews } from "./threads/unread";
import { learn, needs, session } from "./session/session";

export type Link = "joining" | "live" | "lost";
export const link = ref<Link>("joining");
/** What is wrong with the server, in a sentence of its own; null when all is well. Only the mission is told. */
export const trouble = ref<string | null>(null);

const longestWaitMs = 30_000;
let source: EventSource | null = null;
let waitMs = 1000;
let timer = 0;
let busy = false;
let wanted = 0;

/** One pull at a time; what is said meanwhile is fetched by the next. */
async function pull(): Promise<void> {
  if (busy) return;
  busy = true;
  try {
    while (wanted > pos.value) {
      const before = pos.value;
      await catchUp();
      if (pos.value === before) break;
    }
  } catch {
    again();
  } finally {
    busy = false;
  }
}

function again(): void {
  source?.close();
  if (needs.value !== null) return;
  link.value = "lost";
  clearTimeout(timer);
  // A little chance keeps a hundred rooms from knocking at the same moment.
  timer = window.setTimeout(listen, waitMs * (0.75 + Math.random() / 2));
  waitMs = Math.min(waitMs * 2, longestWaitMs);
}

/** Start, or start over with another audience. */
export function listen(): void {
  clearTimeout(timer);
  source?.close();
  source = new EventSource(address("stream"));
  // A stream says nothing of trouble while there is none: what an earlier one said is kept until this one is there.
  let first = true;
  source.addEventListener("pos", (event) => {
    waitMs = 1000;
    link.value = "live";
    if (first) trouble.value = null;
    first = false;
    wanted = (JSON.parse((event as MessageEvent<string>).data) as { pos: number }).pos;
    void pull();
  });
  void refreshLive();
  source.addEventListener("live", (event) => takeLive(JSON.parse((event as MessageEvent<string>).data) as Live));
  source.addEventListener("thread", (event) => takeNews(JSON.parse((event as MessageEvent<string>).data) as { unread: number }));
  source.addEventListener("trouble", (event) => {
    trouble.value = (JSON.parse((event as MessageEvent<string>).data) as { sentence: string | null }).sentence;
  });
  source.onerror = () => {
    again();
    // A stream ends with its session: then the way in is shown, not a lost link.
    const before = session.value?.way;
    void learn().then(() => {
      if (before === "session" && session.value?.way !== "session") needs.value = "sign_in";
    });
  };
}

addEventListener("online", listen);
