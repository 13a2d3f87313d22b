/** Periods of whole weeks, and figures of rates. Pure. */
import type { RateChange } from "./wire";

/** The day so many days after another. */
export function daysAfter(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}
/** The Monday of a day's week. */
export const monday = (day: string): string => daysAfter(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));

/** The four weeks up to the Sunday after a day. */
export const lastWeeks = (day: string, weeks = 4): { since: string; until: string } => {
  const until = daysAfter(monday(day), 7);
  return { since: daysAfter(until, -7 * weeks), until };
};
/** Rates are told per so many watched hours of a cell. */
export const perHours = 1000;

/** Three digits that count, without an exponent. */
export const brief = (value: number): string =>
  value === 0 ? "0" : value >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(value >= 1 ? 3 : 2)));

/** Which sentence a change asks for. */
export const sentenceOf = (change: RateChange): "change_unknown" | "change_rise" | "change_fall" | "change_explained" | "change_none" =>
  change.says === "unknown" ? "change_unknown"
    : change.says === "rise" ? "change_rise"
      : change.says === "fall" ? "change_fall"
        : change.explained ? "change_explained" : "change_none";

/** A round top for an axis: 1, 2 or 5 times a power of ten. */
export function roundTop(most: number): number {
  if (!(most > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  return ([1, 2, 5, 10].find((step) => step * power >= most) ?? 10) * power;
}
