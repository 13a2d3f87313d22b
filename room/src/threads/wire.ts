/** Threads as the server tells them. The same for the mission's people and circles, and for guests under their own path. */
import { address, asJson, call, sendFile } from "../api";
import type { FilePart } from "../files/files";

export interface Line {
  ref: string;
  recorded_at: string;
  at: string | null;
  speaker: string;
  text: string | null;
  language: string | null;
  reply_to: string | null;
  attachments: FilePart[] | null;
  read: string[];
  acknowledged: { who: string; at: string }[];
  translations: { who: string; language: string; text: string }[];
  became: string[];
}
export interface Participant { who: string; kind: "person" | "circle" | "guest"; since: string; capacity?: string; language?: string }
interface Head {
  ref: string;
  state: "open" | "handed_over" | "closed";
  title: string;
  about: string | null;
  keeper: string | null;
  handed_to: string | null;
  open_points: string | null;
}
export interface Listed extends Head { unread: number; last_at: string | null; last_by: string | null; participants: string[] }
export interface Thread extends Head { you: string; present: boolean; participants: Participant[]; lines: Line[]; more: boolean; read_upto: string | null }
export interface List { threads: Listed[]; unread: number; you?: string; title?: Record<string, string> }
export interface Said { text: string; at?: string; language?: string; reply_to?: string; attachments?: { file: string; name?: string }[] }
export interface Whom {
  last_contact: string | null;
  threads: Listed[];
  waits: { ref: string; title: string; line: string; since: string }[];
  calls: { ref: string; values: { text?: string } }[];
  meetings: { ref: string; values: { body?: string } }[];
  commitments: { ref: string; values: { act?: string }; standing?: string }[];
}
export interface Guest { id: string; opened: boolean; ended: boolean; until_at: number }

/** How one side talks with the server. */
export interface Talk {
  list: (about?: string) => Promise<List>;
  one: (ref: string, before?: string) => Promise<Thread>;
  say: (ref: string, key: string, values: Said) => Promise<unknown>;
  read: (ref: string, upto: string) => Promise<unknown>;
  acknowledge: (ref: string, line: string) => Promise<unknown>;
  attach: (ref: string, file: Blob, progress: (part: number) => void) => Promise<FilePart>;
  fileAt: (ref: string, line: string, file: string) => string;
}

const part = encodeURIComponent;
function talkAt(list: string, at: (path: string, query?: Record<string, string | undefined>) => string): Talk {
  const post = async (path: string, body: unknown): Promise<unknown> => (await call(at(path), asJson(body))).body;
  return {
    list: async (about) => (await call<List>(at(list, { about }))).body,
    one: async (ref, before) => (await call<Thread>(at(`thread/${part(ref)}`, { before }))).body,
    say: (ref, key, values) => post(`thread/${part(ref)}/said`, { key, values }),
    read: (ref, upto) => post(`thread/${part(ref)}/read`, { upto }),
    acknowledge: (ref, line) => post(`thread/${part(ref)}/said/${part(line)}/acknowledge`, { key: crypto.randomUUID() }),
    attach: (ref, file, progress) => sendFile(at(`thread/${part(ref)}/attachment`), file, progress),
    fileAt: (ref, line, file) => at(`thread/${part(ref)}/said/${part(line)}/attachment/${file}`),
  };
}
export const ofRoom = talkAt("thread", (path, query) => address(path, query));
export const ofGuest = talkAt("", (path, query) => {
  const search = new URLSearchParams(Object.entries(query ?? {}).filter((pair): pair is [string, string] => Boolean(pair[1]))).toString();
  return `/api/guest${path ? `/${path}` : ""}${search ? `?${search}` : ""}`;
});

export const openInvitation = async (invitation: string): Promise<{ language: string | null }> =>
  (await call<{ language: string | null }>("/api/guest/session", asJson({ invitation }))).body;

/** An act on a thread of the room's: let_in, hand_over, close and the like. */
export const act = async (path: string, body: Record<string, unknown>): Promise<{ ref: string }> =>
  (await call<{ ref: string }>(address(path ? `thread/${path}` : "thread"), asJson({ key: crypto.randomUUID(), ...body }))).body;
export const invite = async (ref: string, body: Record<string, unknown>): Promise<{ guest: string; page: string }> =>
  (await call<{ guest: string; page: string }>(address(`thread/${part(ref)}/guest`), asJson({ key: crypto.randomUUID(), ...body }))).body;
export const fetchGuests = async (ref: string): Promise<Guest[]> =>
  (await call<{ guests: Guest[] }>(address(`thread/${part(ref)}/guest`))).body.guests;
export const takeBack = (ref: string, who: string): Promise<unknown> =>
  call(address(`thread/${part(ref)}/guest/${part(who)}`), { method: "DELETE" });
export const fetchWhom = async (name: string): Promise<Whom> => (await call<Whom>(address(`thread/with/${part(name)}`))).body;
