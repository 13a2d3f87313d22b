/** Files that belong to a record, told by the kind of their group and by nothing else. Pure. */
import { ref, type ComputedRef, type InjectionKey } from "vue";
import type { FieldInfo } from "../register-types";

/** One file as a record names it. What is said of its type, size and shared copy is the server's to say. */
export interface FilePart {
  file: string;
  name?: string;
  caption?: string;
  media?: string;
  size?: number;
  shared?: string;
}

/** The server refuses larger ones; we say so before anything is sent. */
export const mostBytes = 25_000_000;

/** A repeated group whose first part is a file. */
export const isFiles = (field: FieldInfo): boolean =>
  field.kind === "group" && field.repeats && field.fields?.[0]?.kind === "file";

export const partsOf = (value: unknown): FilePart[] =>
  (Array.isArray(value) ? (value as FilePart[]) : []).filter((part) => typeof part?.file === "string");

export const nameOf = (part: FilePart): string => part.name || part.file.slice(0, 12);
/** The end of a file's name, or what its type says: enough to tell a paper from a film. */
export function shortType(part: { name?: string; media?: string }): string {
  const ending = /\.([A-Za-z0-9]{1,5})$/.exec(part.name ?? "")?.[1];
  return (ending ?? part.media?.split("/").pop()?.split(/[.+-]/).pop() ?? "?").slice(0, 5).toUpperCase();
}

/** 480 B, 12 kB, 3.4 MB, as the reader writes them. */
export function tellSize(bytes: number, lang: string): string {
  const [value, unit] = bytes < 1000 ? [bytes, "byte"] : bytes < 1e6 ? [bytes / 1e3, "kilobyte"] : [bytes / 1e6, "megabyte"];
  return new Intl.NumberFormat(lang, { style: "unit", unit: unit as string, unitDisplay: "short", maximumSignificantDigits: 3 }).format(value as number);
}

/** The record whose files are being amended, so that those it has can be shown. */
export const amended: InjectionKey<ComputedRef<{ register: string; ref: string } | null>> = Symbol("amended");
/** Files on their way to the server: an act that names them has to wait. */
export const underWay = ref(0);
