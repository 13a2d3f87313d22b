/** Every call to the server, and what it may answer. Nothing else in the page uses fetch on `/api`. */
import type {
  Act, History, Issue, Mission, Picture, Proof, Receipt, RecordNow, Row, Tick, WordsBook,
} from "./contract";

/** Who is asking; in the demo the visitor may change it. */
export const asking: { audience: string | null; role: string | null } = { audience: null, role: null };

export interface RefusalBody {
  code?: string;
  sentence?: string;
  issues?: Issue[];
  seen?: RecordNow;
  current?: RecordNow;
}

/** The server said no, in a sentence a person can act on. Status 0 means that no answer came. */
export class Refusal extends Error {
  constructor(readonly status: number, readonly body: RefusalBody) {
    super(body.sentence ?? `HTTP ${status}`);
  }
}

type Query = Record<string, string | number | null | undefined>;

export function address(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries({ audience: asking.audience, ...query })) {
    if (value !== null && value !== undefined && value !== "") search.set(key, String(value));
  }
  const text = search.toString();
  return text ? `/api/${path}?${text}` : `/api/${path}`;
}

async function call<T>(url: string, init: RequestInit = {}): Promise<{ status: number; body: T }> {
  const headers = new Headers(init.headers);
  if (asking.role) headers.set("X-Greenline-Role", asking.role);
  let answer: Response;
  try {
    answer = await fetch(url, { ...init, headers });
  } catch {
    throw new Refusal(0, { code: "no_answer" });
  }
  const body: unknown = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refusal(answer.status, body as RefusalBody);
  return { status: answer.status, body: body as T };
}

const get = async <T>(path: string, query: Query = {}, init: RequestInit = {}): Promise<T> =>
  (await call<T>(address(path, query), init)).body;

export const fetchMission = (): Promise<Mission> => get("mission");
export const fetchWords = (lang: string): Promise<WordsBook> => get(`words/${encodeURIComponent(lang)}`);
export const fetchRecord = (register: string, ref: string, at?: number | null): Promise<RecordNow> =>
  get(`${register}/${encodeURIComponent(ref)}`, { at });
export const fetchHistory = (register: string, ref: string, at?: number | null): Promise<History> =>
  get(`${register}/${encodeURIComponent(ref)}/history`, { at });
/** Rows by their versions, at most 200 at once; what this audience may not look up is left out. */
export const fetchRows = async (register: string, versions: number[]): Promise<Row[]> =>
  (await get<{ rows: Row[] }>(`${register}/rows`, { versions: versions.join(",") })).rows;
/** Positions of the ledger, evenly spaced, with when they were recorded; and the last one not after `at`. */
export const fetchTicks = (query: { n: number; at?: number | null }): Promise<{ ticks: Tick[]; at?: Tick | null }> =>
  get("ticks", query);
export const fetchProof = (pos: number): Promise<Proof> => get(`entry/${pos}/proof`);
export const fetchPicture = (query: { since?: number; at?: number }, signal?: AbortSignal): Promise<Picture> =>
  get("picture", query, signal ? { signal } : {});

/** Refs of the records that name a party or hold a text. The picture carries neither, so the server answers this one. */
export async function fetchRefs(register: string, asked: { party?: string; q?: string }): Promise<string[]> {
  const refs: string[] = [];
  let cursor: string | null = null;
  // 200 pages of 500 are the most that a list is good for.
  for (let page = 0; page < 200; page += 1) {
    const answer: { records: RecordNow[]; next: string | null } = await get(register, { ...asked, limit: 500, cursor });
    refs.push(...answer.records.map((record) => record.ref));
    cursor = answer.next;
    if (!cursor) break;
  }
  return refs;
}

export async function submit(register: string, act: Act): Promise<Receipt> {
  const { body } = await call<Receipt>(address(register), {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(act),
  });
  return body;
}
