/** The room's shared state: the mission, the picture, what is asked of it, and what is selected. */
import { computed, reactive, ref, shallowRef, watch } from "vue";
import { asking, fetchMission, fetchPicture, fetchRefs } from "./api";
import type { Mission, Picture, Row } from "./contract";
import { byTime, fold, isCountryOnly, noFilters, selectRows, type Box, type Filters } from "./filters";
import { askArchive, catchUpArchive, forget, listLength, listRow, load, overview, state as archiveState, wordedByRef } from "./archive/archive";
import { registers } from "./registers";
import { codeLabel, lang, speak, stateLabel } from "./words";

export const mission = shallowRef<Mission | null>(null);
export const role = ref<string | null>(null);
export const audience = ref("mission");

/** The living picture, kept up to date; `past` replaces it on screen while the reader looks back. */
const living = shallowRef<ReadonlyMap<string, Row>>(new Map());
const past = shallowRef<ReadonlyMap<string, Row> | null>(null);
export const pos = ref(0);
/** "As known at" this position; null is now. */
export const asKnownAt = ref<number | null>(null);
/** Refs that changed within the last seconds, to be pointed out. */
export const fresh = shallowRef<ReadonlySet<string>>(new Set());
/** The last thing that came in, for readers who cannot see the map. */
export const arrived = shallowRef<Row | null>(null);

export const rows = computed(() => past.value ?? living.value);
export const filters = reactive<Filters>(noFilters());
export const view = shallowRef<Box | null>(null);
export const selected = ref<string | null>(null);
const ofParty = shallowRef<ReadonlySet<string> | null>(null);
const ofText = shallowRef<ReadonlySet<string>>(new Set());

const listOf: Record<string, string> = {
  incident: "incident_kind", report: "incident_kind", site: "site_type", unit: "unit_type", asset: "asset_type",
};
export const kindLabel = (row: Pick<Row, "register" | "kind">): string =>
  row.kind ? codeLabel(listOf[row.register] ?? row.register, row.kind) : "";

/** Sorted once, so that filtering and dragging the window only walk along. */
const sorted = computed(() => [...rows.value.values()].sort(byTime));
/** Folding a hundred thousand rows at every key would be felt: each row is folded once a language. */
const hay = computed(() => {
  const known = new WeakMap<Row, string>();
  const make = (row: Row): string => fold(`${row.ref} ${row.label ?? ""} ${row.kind ?? ""} ${kindLabel(row)} ${stateLabel(row.state)}`);
  return (row: Row): string => {
    const text = known.get(row) ?? make(row);
    known.set(row, text);
    return text;
  };
});
const context = computed(() => ({
  hay: hay.value,
  ofParty: ofParty.value,
  ofText: ofText.value,
  view: view.value,
}));
/** What the map shows: everything asked but "only what is in view", which would chase its own tail. */
export const onMap = computed(() => selectRows(sorted.value, { ...filters, inView: false }, context.value));
export const onList = computed(() =>
  filters.inView ? selectRows(onMap.value, filters, context.value) : onMap.value);
export const countryOnlyCount = computed(() =>
  selectRows(sorted.value, { ...filters, inView: false, countryOnly: false }, context.value).filter(isCountryOnly).length);

/** All pages of a picture; a picture is bounded by the server, the loop by us. */
async function pages(since: number | null, take: (picture: Picture) => void): Promise<void> {
  let from = since;
  for (let page = 0; page < 1000; page += 1) {
    const picture = await fetchPicture(from === null ? {} : { since: from });
    take(picture);
    // A server that repeats itself must not keep us here.
    if (!picture.more || picture.pos === from) return;
    from = picture.pos;
  }
}

/** Load the whole picture again, as after a change of audience. */
export async function loadPicture(): Promise<void> {
  const next = new Map<string, Row>();
  let reached = 0;
  await pages(null, (picture) => {
    forget(picture);
    for (const row of picture.rows) next.set(row.ref, row);
    for (const gone of picture.gone) next.delete(gone);
    reached = picture.pos;
  });
  living.value = next;
  pos.value = reached;
}

/** The refs of the rows whose version is among these. */
function refsOf(ended: readonly number[]): string[] {
  if (!ended.length) return [];
  const names = new Set(ended);
  return [...living.value.values()].filter((row) => names.has(row.version)).map((row) => row.ref);
}

const freshMs = 12_000;
function pointOut(refs: string[]): void {
  fresh.value = new Set([...fresh.value, ...refs]);
  setTimeout(() => {
    fresh.value = new Set([...fresh.value].filter((each) => !refs.includes(each)));
  }, freshMs);
}

/** Take what changed since the last look. */
export async function catchUp(): Promise<void> {
  let anew = false;
  await pages(pos.value, (picture) => {
    pos.value = Math.max(pos.value, picture.pos);
    anew ||= picture.anew ?? false;
    const lost = new Set([...picture.gone, ...refsOf(picture.ended ?? [])]);
    // Who lives by the clock is told a tick's news again until the tick is over.
    const news = picture.rows.filter((row) => living.value.get(row.ref)?.version !== row.version && !lost.has(row.ref));
    if (!news.length && !lost.size) return;
    const next = new Map(living.value);
    for (const row of news) next.set(row.ref, row);
    for (const ref of lost) next.delete(ref);
    living.value = next;
    if (overview.value) catchUpArchive(lost.size ? archived : news.map((row) => row.register));
    pointOut(news.map((row) => row.ref));
    arrived.value = news.at(-1) ?? arrived.value;
  });
  if (anew) await loadPicture();
}

let lookingBack: AbortController | null = null;
watch(asKnownAt, async (at) => {
  lookingBack?.abort();
  // The archive knows every version: it looks back by itself.
  if (at === null || overview.value) {
    past.value = null;
    return;
  }
  lookingBack = new AbortController();
  const picture = await fetchPicture({ at }, lookingBack.signal).catch(() => null);
  // A slower answer to an older question must not replace a newer one.
  if (picture && asKnownAt.value === at) past.value = new Map(picture.rows.map((row) => [row.ref, row]));
});

watch([() => filters.party, audience, pos], async ([party]) => {
  if (!party || overview.value) {
    ofParty.value = null;
    return;
  }
  const refs = await Promise.all(["incident", "report"].map((register) => fetchRefs(register, { party }).catch(() => [])));
  if (filters.party === party) ofParty.value = new Set(refs.flat());
});

/** Shorter texts would match nearly everything, and every key would ask the server. */
const leastText = 3;
const typingPauseMs = 250;
let typing = 0;
watch([() => filters.text.trim(), audience], ([text]) => {
  clearTimeout(typing);
  ofText.value = new Set();
  if (text.length < leastText || overview.value) return;
  typing = window.setTimeout(async () => {
    const refs = await Promise.all(filters.registers.map((register) => fetchRefs(register, { q: text }).catch(() => [])));
    if (filters.text.trim() === text) ofText.value = new Set(refs.flat());
  }, typingPauseMs);
});

// --- a mission too large for one picture

const archived = ["incident", "report", "site", "unit", "asset"];
/** The mission is large, and its archive answers instead of the picture's rows. */
export const fromArchive = computed(() => overview.value !== null && archiveState.value === "ready");
/** How many rows the list has, and the row at a place of it; null while it is on its way. */
export const listCount = computed(() => (fromArchive.value ? listLength(filters.inView) : onList.value.length));
export const listRowAt = (index: number): Row | null =>
  (fromArchive.value ? listRow(index, filters.inView) : onList.value[index] ?? null);
/** The reader has come to the end of what the first picture told. */
export function wantMore(): void {
  if (!overview.value || archiveState.value !== "none") return;
  load();
  askArchive(question.value, filters.party, searchText.value);
}
export const rowOf = (ref: string): Row | undefined => rows.value.get(ref) ?? wordedByRef(ref);
/** Pixels that the whole world is wide at the map's zoom. */
export const worldPx = ref(512);

/** Text is searched by the server, a moment after the last key. */
const searchText = ref("");
let pausing = 0;
watch(() => filters.text.trim(), (text) => {
  clearTimeout(pausing);
  pausing = window.setTimeout(() => (searchText.value = text.length < leastText ? "" : text), typingPauseMs);
});
const seconds = (ms: number | null): number | null => (ms === null ? null : Math.floor(ms / 1000));
const question = computed(() => ({
  registers: [...filters.registers], classes: [...filters.classes], kind: filters.kind, state: filters.state,
  severity: filters.severity, from: seconds(filters.from), to: seconds(filters.to), at: asKnownAt.value,
  countryOnly: filters.countryOnly, box: view.value, worldPx: worldPx.value,
}));
const quiet = JSON.stringify({ ...question.value, box: 0, worldPx: 0, registers: 0 });
let widest = Infinity;
watch([question, () => filters.party, searchText, () => filters.inView, overview], ([asked, party, text], [before]) => {
  if (!overview.value) return;
  // Where the map is moved, the first picture's cells go on serving; what is asked of it, and looking closer, need more.
  const same = JSON.stringify({ ...asked, box: 0, worldPx: 0, registers: 0 }) === quiet;
  if (!before?.box || !asked.box) widest = asked.worldPx;
  if (!same || party || text || asked.worldPx > widest * 1.5) load();
  askArchive(asked, party, text);
});

export function clearFilters(): void {
  Object.assign(filters, { ...noFilters(), registers: filters.registers });
}

/** Read the mission; `role` and `audience` can be changed by the visitor in the demo only. */
export async function enter(wanted: { audience?: string; role?: string } = {}): Promise<void> {
  asking.audience = wanted.audience ?? asking.audience;
  // An empty role asks for nobody in particular: the server then says who we are.
  if (wanted.role !== undefined) asking.role = wanted.role || null;
  const read = await fetchMission();
  mission.value = read;
  audience.value = wanted.audience ?? read.audience;
  role.value = asking.role ?? read.role;
  asking.audience = audience.value;
  await loadPicture();
}

/** Dates are written the mission's way: English ones with the day first. */
export const reader = computed(() => ({ lang: lang.value === "en" ? "en-GB" : lang.value, timezone: mission.value?.timezone ?? "UTC" }));
export const languages = computed(() => [...new Set(["en", ...(mission.value?.languages ?? [])])]);

/** The language asked for in the address, kept from last time, or the browser's if the mission speaks it. */
export async function chooseLanguage(): Promise<void> {
  const asked = new URLSearchParams(location.search).get("lang") ?? localStorage.getItem("greenline.lang");
  const own = navigator.language.slice(0, 2);
  await speak(asked ?? (languages.value.includes(own) ? own : "en"));
}
const everyRole = [...new Set(Object.values(registers).flatMap((register) => register.steps.flatMap((step) => [...step.by])))]
  .filter((each) => each !== "machine");
/** Those of whoever is signed in. A demo's visitor may choose one; the operator, at the machine itself, has all. */
export const roles = computed<string[]>(() => {
  if (role.value === null) return [];
  return mission.value?.acts_as ?? (role.value === "operator" ? everyRole : [role.value]);
});
/** Only the mission's own audience sees all that an act could overwrite. */
export const mayWrite = computed(() => role.value !== null && audience.value === "mission");
/** Tables are brought in by the duty desk only. */
export const mayImport = computed(() => mayWrite.value && roles.value.includes("desk"));
/** Forgetting values for good is for the records officer. */
export const mayErase = computed(() => mayWrite.value && roles.value.includes("records"));
/** The log of changes and of who read what. */
export const mayReadLogs = computed(() => mayWrite.value && ["head", "records", "administrator"].some((each) => roles.value.includes(each)));
/** The evidentiary original of a file, each time noted. */
export const mayTakeOriginals = computed(() => mayWrite.value && ["verifier", "head", "records"].some((each) => roles.value.includes(each)));
/** People are managed in person, by an administrator who is signed in. */
export const mayManagePeople = computed(() => roles.value.includes("administrator"));
