/** How figures are said: ranges as ranges, rivals side by side, the unknown as unknown. Pure but for the reader's words. */
import type { Figure, Rival } from "./wire";
import { figure as number, say } from "../words";

/** One source's saying: "170 or more", "57–66", "141". */
export function tellRange({ low, best, high }: Pick<Rival, "low" | "best" | "high">): string {
  if (best !== null) return low !== null && high !== null && low !== high ? `${number(best)} (${number(low)}–${number(high)})` : number(best);
  if (low !== null && high !== null) return `${number(low)}–${number(high)}`;
  if (low !== null) return say("at_least", { count: number(low) });
  if (high !== null) return say("at_most", { count: number(high) });
  return say("no_number");
}

/** The day as its reader writes it. */
const tellDay = (day: string, lang: string): string =>
  new Intl.DateTimeFormat(lang, { dateStyle: "medium", timeZone: "UTC" }).format(Date.parse(`${day}T00:00:00Z`));

/** What stands in a text for one part of a figure. */
export function tellPart(one: Figure, part: string, lang: string): string {
  if (part === "all") return one.rivals.map(tellRange).join(" / ") || say("unknown");
  const value = one.parts[part];
  if (value === null || value === undefined) return say("unknown");
  if (typeof value === "number") return number(value);
  return part === "day" ? tellDay(value, lang) : value;
}
