/** What the page says, in the reader's language: our own strings, and the server's labels of codes and fields. */
import { computed, reactive } from "vue";
import { fetchWords } from "./api";
import type { Words, WordsBook } from "./contract";
import type { FieldInfo } from "./register-types";
import en from "./words/en.json";

type Catalogue = Partial<Record<Key, string>>;
export type Key = keyof typeof en;

const others: Record<string, () => Promise<{ default: Catalogue }>> = {
  el: () => import("./words/el.json"),
  tr: () => import("./words/tr.json"),
  ar: () => import("./words/ar.json"),
  fr: () => import("./words/fr.json"),
};
/** Languages the page speaks before anything is known of a mission. */
export const pageLanguages = ["en", ...Object.keys(others)];
const rightToLeft = new Set(["ar", "he", "fa", "ur"]);
const emptyBook: WordsBook = { codes: {}, fields: {}, states: {}, steps: {} };

const state = reactive({ lang: "en", own: en as Catalogue, book: emptyBook });

export const lang = computed(() => state.lang);
export const dir = computed(() => (rightToLeft.has(state.lang) ? "rtl" : "ltr"));
/** Languages the page itself can speak, in their own names. */
export const ownNames: Record<string, string> = {
  en: "English", el: "Ελληνικά", tr: "Türkçe", ar: "العربية", fr: "Français", he: "עברית", es: "Español",
};

/** Change the language; labels that fail to load stay in English rather than leave holes. Guests get no `labels`. */
export async function speak(next: string, labels = true): Promise<void> {
  const [own, book] = await Promise.all([
    others[next]?.().then((module) => module.default) ?? Promise.resolve(en as Catalogue),
    labels ? fetchWords(next).catch(() => emptyBook) : emptyBook,
  ]);
  Object.assign(state, { lang: next, own, book });
  document.documentElement.lang = next;
  document.documentElement.dir = dir.value;
}

/** One of our own strings; `{name}` is filled from `values`. */
export function say(key: Key, values: Record<string, string | number> = {}): string {
  // Keys made of a register's or a role's name may have no words yet: then the name has to do.
  const text = state.own[key] ?? en[key] ?? key.slice(key.indexOf("_") + 1).replace(/_/g, " ");
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** A mission's own name for something, in the reader's language or the nearest. */
export function named(words: Words | undefined, otherwise = ""): string {
  if (!words) return otherwise;
  return words[state.lang] ?? words.en ?? Object.values(words)[0] ?? otherwise;
}

export const codeLabel = (list: string, code: string): string => state.book.codes[list]?.[code] ?? code;
export const codesOf = (list: string): [string, string][] => Object.entries(state.book.codes[list] ?? {});
const plain = (name: string): string => name.replace(/_/g, " ");
export const stateLabel = (name: string): string => state.book.states[name] ?? plain(name);
/** Erasing is no step of any register: it may befall each, so the word is ours. */
export const stepLabel = (name: string): string => state.book.steps[name] ?? (name === "erase" ? say("step_erase") : plain(name));
export const fieldQuestion = (register: string, field: FieldInfo): string =>
  state.book.fields[`${register}.${field.path}`]?.question ?? field.question;
export const fieldHint = (register: string, field: FieldInfo): string =>
  state.book.fields[`${register}.${field.path}`]?.hint ?? field.hint;

/** Whole numbers and decimals as the reader writes them. */
export const figure = (value: number, digits = 0): string =>
  new Intl.NumberFormat(state.lang, { maximumFractionDigits: digits }).format(value);

/** A count in little room: 12, 3.4K, 1M. */
export const compact = (value: number): string =>
  new Intl.NumberFormat(state.lang, value < 1000 ? {} : { notation: "compact", maximumSignificantDigits: 2 }).format(value);
