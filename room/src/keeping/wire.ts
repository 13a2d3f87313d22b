/** Calls about what is kept, given out and forgotten: files, exports, erasure, logs, seals; and what they answer. */
import { address, asJson, call, sendFile } from "../api";
import type { Change } from "../contract";

const get = async <T>(path: string, query: Record<string, string | number | null | undefined> = {}): Promise<T> =>
  (await call<T>(address(path, query))).body;
const post = async <T>(path: string, body: unknown): Promise<T> => (await call<T>(address(path), asJson(body))).body;

// --- files

/** A file as the server keeps it, known by the SHA-256 of its bytes; `shared` is the copy without hidden metadata. */
export interface Sent {
  file: string;
  media: string;
  size: number;
  shared?: string;
}
/** What one may learn of a file's way: who brought it, hung it on a record, took the original. */
export interface Hand {
  at: string;
  by: string;
  did: "brought" | "attached" | "took the original";
}
export const sendAttachment = (file: Blob, progress: (part: number) => void, stop: AbortSignal): Promise<Sent> =>
  sendFile(address("attachment", { audience: null }), file, progress, stop);

const ofFile = (register: string, ref: string, file: string): string =>
  `${register}/${encodeURIComponent(ref)}/attachment/${encodeURIComponent(file)}`;
/** Where the copy lies that may be shared, or the original, each reading of which is noted. */
export const fileAddress = (register: string, ref: string, file: string, original = false): string =>
  address(ofFile(register, ref, file), original ? { copy: "original" } : {});
export const fetchCustody = async (register: string, ref: string, file: string): Promise<Hand[]> =>
  (await get<{ custody: Hand[] }>(`${ofFile(register, ref, file)}/custody`)).custody;

// --- what goes out

/** For what, to whom, and until which day it may be kept. */
export interface Handout {
  purpose: string;
  recipient: string;
  expires: string;
}
export type ExportQuery = Record<string, string | number | null | undefined>;
/** Purpose and recipient may name people, so they are sent apart and never stand in an address. */
export const noteExport = async (register: string, handout: Handout): Promise<string> =>
  (await post<{ note: string }>(`${register}/export-note`, handout)).note;
export const countExport = async (register: string, query: ExportQuery): Promise<number> =>
  (await get<{ count: number }>(`${register}/count`, query)).count;
export const exportAddress = (register: string, query: ExportQuery): string => address(`${register}/export`, query);

// --- erasure

export interface ErasurePreview {
  ref: string;
  register: string;
  /** How often each path was told. */
  paths: Record<string, number>;
  elsewhere: { ref: string; paths: string[] }[];
  promises: string[];
  handed_out: { at: string; by: string; recipient?: string | null; purpose?: string | null; expires?: string | null }[];
}
export const previewErasure = (ref: string, paths: string[]): Promise<ErasurePreview> => post("erasure/preview", { ref, paths });
export const erase = (ref: string, paths: string[], reason: string, key: string): Promise<unknown> =>
  post("erasure", { ref, paths, reason, key });

// --- logs

export interface ChangeLine {
  pos: number;
  recorded_at: string;
  register: string | null;
  ref: string | null;
  step?: string;
  by?: string;
  role?: string;
  reason?: string | null;
  basis?: string | null;
  erased?: string[];
  changes: Change[];
}
export interface AccessLine {
  number: number;
  at: string;
  by: string;
  did: string;
  audience: string;
  register?: string;
  refs?: string[];
  purpose?: string;
  recipient?: string;
  expires?: string;
  detail: Record<string, unknown>;
}
export interface LogAsked {
  before?: number | null;
  most?: number;
  by?: string;
  register?: string;
  did?: string;
  ref?: string;
}
export const fetchChanges = (asked: LogAsked): Promise<{ changes: ChangeLine[]; next: number | null }> => get("changes", { ...asked });
export const fetchAccess = (asked: LogAsked): Promise<{ lines: AccessLine[]; next: number | null }> => get("access", { ...asked });

// --- seals

export interface SealLine {
  number: number;
  sealed_at: string;
  heads: { site: string; size: number; root: string }[];
}
export const fetchSeals = async (): Promise<SealLine[]> => (await get<{ seals: SealLine[] }>("seals")).seals;
