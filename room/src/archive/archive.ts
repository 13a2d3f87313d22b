/**
 * The archive seen from the page: loaded when the first picture is not everything and the reader asks for more than it
 * shows. A worker holds it; here are the questions to it, its last answer, and the words of the rows in sight.
 */
import { computed, ref, shallowRef, triggerRef } from "vue";
import { address, fetchRows } from "../api";
import type { Picture, Row } from "../contract";
import type { BareRow, Histogram, Question } from "./ask";
import type { Answer, Found, Order, Telling } from "./worker";

/** What the first picture told of a mission that is too large for it; null: the picture is everything. */
export const overview = shallowRef<Picture | null>(null);
export const state = ref<"none" | "loading" | "ready" | "failed">("none");
export const loadedBytes = ref(0);
export const answer = shallowRef<Answer | null>(null);

const happenings = ["incident", "report"];
const registers = ["incident", "report", "site", "unit", "asset"];
let worker: Worker | null = null;
let asked = 0;
let busy = false;
interface Asked {
  question: Question;
  found: Found;
}
let next: Asked | null = null;
let lastAsked: Asked | null = null;
let positions: Record<string, number> = {};
let behind = false;

const send = (order: Order): void => worker?.postMessage(order);
const absolute = (path: string, query: Record<string, string | number | null> = {}): string =>
  new URL(address(path, query), location.href).href;

/** Begin anew, as after a change of audience: nothing of the former one may stay. */
export function forget(picture: Picture | null): void {
  worker?.terminate();
  worker = null;
  overview.value = picture && picture.whole === false ? picture : null;
  state.value = "none";
  answer.value = null;
  [busy, next, lastAsked, behind, positions] = [false, null, null, false, {}];
  known.clear();
  pages.clear();
}

/** Fetch the archive, once. */
export function load(): void {
  if (!overview.value || worker) return;
  state.value = "loading";
  loadedBytes.value = 0;
  worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  worker.onmessage = (event: MessageEvent<Telling>) => heard(event.data);
  send({ do: "load", addresses: Object.fromEntries(registers.map((each) => [each, absolute(`${each}/columns`)])) });
}

/** Take what changed; `registers` had new entries. */
export function catchUpArchive(changed: Iterable<string>): void {
  if (state.value !== "ready") {
    behind = true;
    return;
  }
  const wanted = [...new Set(changed)].filter((each) => each in positions);
  if (wanted.length) {
    send({ do: "catch-up", addresses: Object.fromEntries(wanted.map((each) => [each, absolute(`${each}/columns`, { since: positions[each] ?? 0 })])) });
  }
}

/** Ask for what the map and the list show. Of several questions asked while one is answered, only the last counts. */
export function askArchive(question: Question, party: string, text: string): void {
  const at = question.at;
  next = {
    question,
    found: {
      party: party ? happenings.map((each) => absolute(`${each}/versions`, { party, at })) : [],
      text: text ? question.registers.map((each) => absolute(`${each}/versions`, { q: text, at })) : [],
    },
  };
  askNext();
}

function askNext(): void {
  if (state.value !== "ready" || busy || !next) return;
  busy = true;
  asked += 1;
  send({ do: "ask", number: asked, ...next });
  lastAsked = next;
  next = null;
}

function heard(told: Telling): void {
  if (told.tell === "loading") loadedBytes.value = told.bytes;
  else if (told.tell === "ready" || told.tell === "changed") {
    positions = { ...told.positions };
    state.value = "ready";
    next ??= lastAsked;
    if (behind) {
      behind = false;
      catchUpArchive(registers);
    }
    askNext();
  } else if (told.tell === "answer") {
    busy = false;
    answer.value = told.answer;
    pages.clear();
    triggerRef(listed);
    askNext();
  } else if (told.tell === "list") void listCame(told.number, told.from, told.rows);
  else {
    busy = false;
    if (state.value === "loading") state.value = "failed";
  }
}

// --- rows: numbers first, words when they are in sight

/** A row without its words; its `ref` stands in until they are fetched. */
export const plainRow = (bare: BareRow): Row => ({ ...bare, ref: `@${bare.version}`, label: null });

const mostKnown = 5_000;
const known = new Map<number, Row>();
const byRef = new Map<string, Row>();

/** The rows with their refs and labels, fetched where they are not known yet. */
export async function worded(bare: readonly Pick<Row, "version" | "register">[]): Promise<Row[]> {
  const missing = bare.filter((each) => !known.has(each.version));
  for (const register of new Set(missing.map((each) => each.register))) {
    const versions = missing.filter((each) => each.register === register).map((each) => each.version);
    for (let i = 0; i < versions.length; i += 200) {
      for (const row of await fetchRows(register, versions.slice(i, i + 200))) {
        known.set(row.version, row);
        byRef.set(row.ref, row);
      }
    }
  }
  const found = bare.map((each) => known.get(each.version)).filter((row): row is Row => row !== undefined);
  while (known.size > mostKnown) known.delete(known.keys().next().value as number);
  return found;
}
export const wordedByRef = (ref: string): Row | undefined => byRef.get(ref);

// --- the list, a page at a time

const pageRows = 100;
const pages = new Map<number, Row[] | "asked">();
/** Changes whenever a page of the list has come. */
export const listed = shallowRef(pages);
let listNumber = 0;
const inBoxOnly = ref(false);

/** How many rows the list has. */
export const listLength = (inView: boolean): number => (inView ? answer.value?.inBox : answer.value?.total) ?? 0;

/** The row at a place of the list, null while it is on its way. */
export function listRow(index: number, inView: boolean): Row | null {
  if (inView !== inBoxOnly.value) {
    inBoxOnly.value = inView;
    pages.clear();
  }
  const page = Math.floor(index / pageRows);
  const held = listed.value.get(page);
  if (held && held !== "asked") return held[index - page * pageRows] ?? null;
  if (!held) {
    pages.set(page, "asked");
    listNumber = asked;
    send({ do: "list", number: asked, inView, from: page * pageRows, to: (page + 1) * pageRows });
  }
  return null;
}

async function listCame(number: number, from: number, bare: BareRow[]): Promise<void> {
  const page = from / pageRows;
  // An answer to an older question is no page of this list.
  if (number !== listNumber || pages.get(page) !== "asked") return;
  pages.set(page, bare.map(plainRow));
  triggerRef(listed);
  const rows = await worded(bare).catch(() => []);
  const words = new Map(rows.map((row) => [row.version, row]));
  if (number === listNumber && pages.has(page)) {
    pages.set(page, bare.map((each) => words.get(each.version) ?? plainRow(each)));
    triggerRef(listed);
  }
}

// --- what the first picture already tells, before the archive is here

export const times = computed<Histogram | null>(() => {
  if (answer.value) return answer.value.histogram;
  const told = overview.value?.times;
  if (!told) return null;
  const pad = Math.max((told.until - told.since) / told.counts.length, 3600);
  return { from: (told.since - pad) * 1000, to: (told.until + pad) * 1000, counts: told.counts, highest: told.counts.reduce((a, b) => Math.max(a, b), 1) };
});
export const registerCounts = computed<Record<string, number>>(() => answer.value?.registers ?? overview.value?.counts ?? {});
