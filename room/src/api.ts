/** Every call to the server, and what it may answer. Nothing else in the page uses fetch on `/api`. */
import type {
  Act, History, ImportAsked, ImportSummary, Issue, Looked, Mission, Picture, Proof, Receipt, RecordNow, Row, Tick, Trial, WordsBook,
} from "./contract";

/** Who is asking; in the demo the visitor may change it. */
export const asking: { audience: string | null; role: string | null } = { audience: null, role: null };

/** Told when the server wants somebody to sign in first, or to choose a password of their own. */
export const atTheDoor: { shut: (needs: "sign_in" | "password") => void } = { shut: () => undefined };

export interface RefusalBody {
  code?: string;
  needs?: "sign_in" | "code" | "password";
  retry_s?: number;
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

export async function call<T>(url: string, init: RequestInit = {}): Promise<{ status: number; body: T }> {
  const headers = new Headers(init.headers);
  if (asking.role) headers.set("X-Greenline-Role", asking.role);
  let answer: Response;
  try {
    answer = await fetch(url, { ...init, headers });
  } catch {
    throw new Refusal(0, { code: "no_answer" });
  }
  const body: unknown = await answer.json().catch(() => ({}));
  if (!answer.ok) throw refused(answer.status, body as RefusalBody);
  return { status: answer.status, body: body as T };
}

function refused(status: number, body: RefusalBody): Refusal {
  if ((status === 401 && body.needs === "sign_in") || (status === 403 && body.needs === "password")) {
    atTheDoor.shut(body.needs as "sign_in" | "password");
  }
  return new Refusal(status, body);
}

const get = async <T>(path: string, query: Query = {}, init: RequestInit = {}): Promise<T> =>
  (await call<T>(address(path, query), init)).body;

// --- who is signed in

export interface Session {
  signed_in: boolean;
  way: "operator" | "session" | "token" | "anonymous";
  ways: ("password" | "oidc")[];
  call_sign?: string;
  must_change?: boolean;
}
const atSession = (path = ""): string => address(`session${path}`, { audience: null });
export const fetchSession = async (): Promise<Session> => (await call<Session>(atSession())).body;
export const signIn = (callSign: string, password: string, code: string): Promise<unknown> =>
  call(atSession(), asJson({ call_sign: callSign, password, code }));
export const signOut = (): Promise<unknown> => call(atSession(), { method: "DELETE" });
export const changePassword = (old: string, next: string): Promise<unknown> =>
  call(atSession("/password"), asJson({ old, new: next }));

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

// --- tables

export interface Reading { register?: string; encoding?: string; sheet?: string }

export const sendTable = (file: Blob, how: Reading, progress: (part: number) => void): Promise<Looked> =>
  sendFile(address("import", { ...how, audience: null }), file, progress);

/** Send a file as it is, told how far it is; a refusal is thrown as of any other call. */
export function sendFile<T>(url: string, file: Blob, progress: (part: number) => void, stop?: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    stop?.addEventListener("abort", () => request.abort());
    request.open("POST", url);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    if (asking.role) request.setRequestHeader("X-Greenline-Role", asking.role);
    request.responseType = "json";
    request.upload.onprogress = (event) => progress(event.total ? event.loaded / event.total : 0);
    request.onload = () => (request.status < 300
      ? resolve(request.response as T) : reject(refused(request.status, (request.response ?? {}) as RefusalBody)));
    request.onerror = request.onabort = () => reject(new Refusal(0, { code: "no_answer" }));
    request.send(file);
  });
}
const ofTable = (token: string, what = ""): string => `import/${encodeURIComponent(token)}${what}`;
export const lookAgain = (token: string, how: Reading): Promise<Looked> => get(ofTable(token), { ...how, audience: null });

export const asJson = (body: unknown): RequestInit =>
  ({ method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
export const tryTable = async (token: string, asked: ImportAsked): Promise<Trial> =>
  (await call<Trial>(address(ofTable(token, "/try"), { audience: null }), asJson(asked))).body;

/** Import; `progress` hears the rows read so far. */
export async function runTable(token: string, asked: ImportAsked, progress: (read: number) => void): Promise<ImportSummary> {
  const init = asJson(asked);
  const headers = new Headers(init.headers);
  if (asking.role) headers.set("X-Greenline-Role", asking.role);
  const answer = await fetch(address(ofTable(token, "/run"), { audience: null }), { ...init, headers }).catch(() => null);
  if (!answer) throw new Refusal(0, { code: "no_answer" });
  if (!answer.ok || !answer.body) throw refused(answer.status, (await answer.json().catch(() => ({}))) as RefusalBody);
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read().catch(() => ({ value: "", done: true }));
    const lines = `${rest}${value ?? ""}`.split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines.filter(Boolean)) {
      const told = JSON.parse(line) as { read?: number; summary?: ImportSummary; refusal?: RefusalBody };
      if (told.summary) return told.summary;
      if (told.refusal) throw new Refusal(503, told.refusal);
      progress(told.read ?? 0);
    }
    if (done) throw new Refusal(0, { code: "no_answer" });
  }
}

export async function submit(register: string, act: Act): Promise<Receipt> {
  const { body } = await call<Receipt>(address(register), {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(act),
  });
  return body;
}

/**
 * Have the browser keep what lies at an address. In a demo the visitor's role goes along, which a link
 * cannot say; `checked`: so that a refusal is thrown instead of kept as a file.
 */
export async function takeFile(url: string, name: string, checked = false): Promise<void> {
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  if (asking.role || checked) {
    const answer = await fetch(url, asking.role ? { headers: { "X-Greenline-Role": asking.role } } : {}).catch(() => null);
    if (!answer) throw new Refusal(0, { code: "no_answer" });
    if (!answer.ok) throw refused(answer.status, (await answer.json().catch(() => ({}))) as RefusalBody);
    link.href = URL.createObjectURL(await answer.blob());
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }
  link.click();
}
