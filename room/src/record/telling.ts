/** How a path of a record and a value at it are told in a line, in the reader's language. */
import type { Moment, Place } from "../contract";
import { tellMoment } from "../moments";
import { reader } from "../room";
import { codeLabel, fieldQuestion, say, type Key } from "../words";
import { fieldAt, registerOf } from "./fields";

/** What a path asks. Parts of a place or a moment are no fields of their own: the field and the part are named. */
export function labelOf(register: string, path: string): string {
  if (path.startsWith("@")) return say(`header_${path.slice(1)}` as Key);
  const info = registerOf(register);
  const field = fieldAt(info, path);
  if (field) return fieldQuestion(register, field);
  const cut = path.lastIndexOf(".");
  const parent = cut > 0 ? fieldAt(info, path.slice(0, cut)) : undefined;
  return parent ? `${fieldQuestion(register, parent)} · ${path.slice(cut + 1)}` : path;
}

const tellPlace = (place: Place): string =>
  [place.name, `${place.lat}, ${place.lon}`, place.prec && place.prec > 1 ? say("prec_n", { prec: place.prec }) : ""].filter(Boolean).join(" · ");

/** A shape by what it is and how many points it has; the whole text is long. */
export const tellShape = (text: string): string =>
  say(/polygon/i.test(text) ? "shape_area_n" : "shape_line_n", { count: (text.match(/,/g)?.length ?? 0) + 1 });

export function tellValue(register: string, path: string, value: unknown): string {
  if (value === null || value === undefined) return say("unknown");
  const field = fieldAt(registerOf(register), path);
  if (field?.codes && typeof value === "string") return codeLabel(field.codes, value);
  if (field?.kind === "moment" && typeof value === "object") return tellMoment(value as Moment, reader.value);
  if (field?.kind === "place" && typeof value === "object") return tellPlace(value as Place);
  if (field?.kind === "file" && typeof value === "string") return `${value.slice(0, 12)}…`;
  if (field?.kind === "shape" && typeof value === "string") return tellShape(value);
  if (Array.isArray(value)) return value.map((each) => tellValue(register, path, each)).join(", ");
  if (typeof value === "object") {
    return Object.entries(value).map(([name, inner]) => `${name}: ${tellValue(register, `${path}.${name}`, inner)}`).join(", ");
  }
  return String(value);
}
