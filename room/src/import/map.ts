/** From what a person chose to a column map, and which questions that leaves open. Pure. */
import type { FieldInfo, RegisterInfo } from "../register-types";
import type { Table } from "./toml";

export interface Question {
  /** `key`, `fields`, `dates.format`, `constants.PATH`, or `codes.PATH.WORD`. */
  setting: string;
  sentence: string;
  choices: string[];
}

export interface Proposed {
  register: string;
  key: string;
  constants: Record<string, string | number | boolean>;
  fields: Record<string, string>;
  codes: Record<string, Record<string, string>>;
  dates?: { format?: string };
}

export interface Choices {
  register: string;
  /** What the keys begin with, so that row 7 of another table is another row. */
  name: string;
  /** The path each column fills, by its name; "" is kept as received. */
  paths: Record<string, string>;
  /** Columns that together name a row. */
  key: string[];
  /** A key that was proposed, not told: a person must agree. */
  keyAgreed: boolean;
  /** A `strptime` form, "" for ISO dates, null while it is not told. */
  dates: string | null;
  constants: Record<string, string>;
  /** Code by word by path; "" is unknown, and a word that is not here is not told yet. */
  codes: Record<string, Record<string, string>>;
}

/** A field, or a part of one, that a column or a constant can fill. */
export interface Leaf {
  path: string;
  field: FieldInfo;
  /** Of a moment or a place. */
  part: string;
  kind: "text" | "count" | "number" | "flag" | "code" | "date";
  codes?: string;
  several: boolean;
}

const parts = {
  moment: { start: "date", end: "date", prec: "count" },
  place: { lat: "number", lon: "number", prec: "count", name: "text" },
} as const;
const kinds: Partial<Record<FieldInfo["kind"], Leaf["kind"]>> =
  { count: "count", number: "number", flag: "flag", code: "code", codes: "code" };

/** Every path of a register that a column can fill; groups that repeat need a map written by hand. */
export function leavesOf(register: RegisterInfo): Leaf[] {
  return register.fields.flatMap((field): Leaf[] => {
    if (field.kind === "moment" || field.kind === "place") {
      return Object.entries(parts[field.kind]).map(([part, kind]) => ({
        path: `${field.name}.${part}`, field, part, kind, several: false,
        ...(part === "prec" ? { codes: field.kind === "place" ? "where_prec" : "date_prec" } : {}),
      }));
    }
    if (field.kind === "group") {
      if (field.repeats) return [];
      return (field.fields ?? []).filter((inner) => inner.kind in kinds || inner.kind === "line" || inner.kind === "text")
        .map((inner) => ({ path: `${field.name}.${inner.name}`, field: inner, part: "", kind: kinds[inner.kind] ?? "text", several: false, ...(inner.codes ? { codes: inner.codes } : {}) }));
    }
    const several = field.repeats || field.kind === "codes" || field.kind === "refs";
    return [{ path: field.name, field, part: "", kind: kinds[field.kind] ?? "text", several, ...(field.codes ? { codes: field.codes } : {}) }];
  });
}

export const rootOf = (path: string): string => path.split(".")[0] ?? path;

/** Columns that a choice can name: of two with one name only the first is read. */
export const usable = (header: readonly string[]): boolean[] =>
  header.map((name, i) => name !== "" && header.findIndex((each) => each.toLowerCase() === name.toLowerCase()) === i);

/** A name for the keys of a file: its own without days and numbers, so that next month's file has the same. */
export const keyName = (file: string): string =>
  file.replace(/\.[^.]*$/, "").toLowerCase().replace(/[^\p{L}]+/gu, "-").replace(/^-+|-+$/g, "").slice(0, 40) || "table";

/** What the server proposed, as choices. */
export function choicesOf(map: Proposed, questions: readonly Question[], name: string): Choices {
  const asked = new Set(questions.map((each) => each.setting));
  return {
    register: map.register,
    name,
    paths: Object.fromEntries(Object.entries(map.fields).map(([path, column]) => [column, path]).reverse()),
    key: [...map.key.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name as string),
    keyAgreed: !asked.has("key"),
    dates: asked.has("dates.format") ? null : map.dates?.format ?? "",
    constants: Object.fromEntries(Object.entries(map.constants).map(([path, value]) => [path, String(value)])),
    codes: structuredClone(map.codes),
  };
}

export const columnOf = (choices: Choices, path: string): string | undefined =>
  Object.keys(choices.paths).find((column) => choices.paths[column] === path);

/** Paths that need one value for every row: required fields that no column fills, and how exact the places are. */
export function constantsAsked(choices: Choices, register: RegisterInfo): string[] {
  const filled = Object.values(choices.paths).filter(Boolean);
  const has = (root: string): boolean => filled.some((path) => rootOf(path) === root);
  const asked = register.fields.filter((field) => field.required && !has(field.name)).flatMap((field) =>
    field.kind === "place" ? [`${field.name}.lat`, `${field.name}.lon`, `${field.name}.prec`]
      : field.kind === "moment" ? [`${field.name}.start`] : [field.name]);
  const place = register.place;
  if (place && filled.includes(`${place}.lat`) && filled.includes(`${place}.lon`) && !filled.includes(`${place}.prec`)) asked.push(`${place}.prec`);
  return [...new Set(asked)];
}

/** Words of a coded column that have to be translated: all that are no code themselves, and all that were translated. */
export function wordsToTell(choices: Choices, path: string, seen: readonly string[], codes: readonly string[]): string[] {
  const told = choices.codes[path] ?? {};
  const all = [...new Set([...seen, ...Object.keys(told)])];
  return Object.keys(told).length || all.some((word) => !codes.includes(word)) ? all : [];
}

export function isAnswered(question: Question, choices: Choices, register: RegisterInfo): boolean {
  const [section = "", ...rest] = question.setting.split(".");
  const path = rest.join(".");
  if (question.setting === "key") return choices.key.length > 0 && (choices.keyAgreed || question.choices.length > 0);
  if (question.setting === "dates.format") return choices.dates !== null;
  if (question.setting === "fields") {
    const start = `${register.when ?? ""}.start`;
    return columnOf(choices, start) !== undefined || Boolean(choices.constants[start]);
  }
  if (section === "constants") {
    const wanted = constantsAsked(choices, register).filter((each) => each === path || rootOf(each) === path);
    return wanted.every((each) => Boolean(choices.constants[each]));
  }
  if (section === "codes") {
    // A word may hold points itself: the path is the one that has a column.
    const field = Object.values(choices.paths).find((each) => each && path.startsWith(`${each}.`));
    return field === undefined || choices.codes[field]?.[path.slice(field.length + 1)] !== undefined;
  }
  return true;
}

function constant(leaf: Leaf | undefined, text: string): string | number | boolean {
  if (leaf?.kind === "flag") return text === "true";
  const number = Number(text);
  return (leaf?.kind === "count" || leaf?.kind === "number") && text.trim() && Number.isFinite(number) ? number : text.trim();
}

/** The column map that the choices say, as the server and the command line read it. */
export function mapOf(choices: Choices, register: RegisterInfo, known: (list: string) => readonly string[], seen: Readonly<Record<string, readonly string[]>>): Table {
  const leaves = new Map(leavesOf(register).map((leaf) => [leaf.path, leaf]));
  const fields: Record<string, string | Table> = {};
  const codes: Record<string, Record<string, string>> = {};
  for (const [column, path] of Object.entries(choices.paths)) {
    const leaf = leaves.get(path);
    if (!leaf) continue;
    fields[path] = leaf.several ? { column, split: ";" } : column;
    if (leaf.kind !== "code" || !leaf.codes) continue;
    const own = known(leaf.codes);
    const words = wordsToTell(choices, path, seen[column] ?? [], own);
    // A word that is a code already stands for itself: a table of translations must name it too.
    const told = Object.fromEntries(words.flatMap((word) => {
      const code = choices.codes[path]?.[word] ?? (own.includes(word) ? word : undefined);
      return code === undefined ? [] : [[word, code]];
    }));
    if (words.length) codes[path] = told;
  }
  const asked = new Set(constantsAsked(choices, register));
  const constants = Object.fromEntries(Object.entries(choices.constants)
    .filter(([path, text]) => text.trim() && !(path in fields) && (asked.has(path) || leaves.has(path)))
    .map(([path, text]) => [path, constant(leaves.get(path), text)]));
  return {
    register: choices.register,
    key: choices.key.length ? `${choices.name}:${choices.key.map((name) => `{${name}}`).join(":")}` : "",
    ...(choices.dates ? { dates: { format: choices.dates } } : {}),
    ...(Object.keys(constants).length ? { constants } : {}),
    fields,
    ...(Object.keys(codes).length ? { codes } : {}),
  };
}
