/** Clocks of cases and tasks in words: time left, time overdue, or why it stands still. Pure. */
import { tellMoment } from "../moments";
import type { CaseClock } from "./wire";

export type ClockSort = "running" | "soon" | "overdue" | "stopped" | "none";
const minuteMs = 60_000;
const dayMs = 1440 * minuteMs;
/** Due within a day is soon. */
const soonMs = dayMs;

/** What a clock says now; `ms` is the time left, below zero when overdue, null when no time is set. */
export function readClock(clock: CaseClock, nowMs: number): { sort: ClockSort; ms: number | null } {
  const due = clock.due_at ? Date.parse(clock.due_at) : Number.NaN;
  const ms = Number.isNaN(due) ? null : due - nowMs;
  if (clock.clock === "stopped") return { sort: "stopped", ms };
  if (ms === null) return { sort: clock.overdue ? "overdue" : "none", ms };
  // The minute may pass while the page is open: then the page knows it first.
  if (clock.overdue || ms < 0) return { sort: "overdue", ms };
  if (clock.clock === "none") return { sort: "none", ms };
  return { sort: ms < soonMs ? "soon" : "running", ms };
}

const unit = (value: number, name: "day" | "hour" | "minute", lang: string): string =>
  new Intl.NumberFormat(lang, { style: "unit", unit: name, unitDisplay: "narrow", maximumFractionDigits: 0 }).format(value);

/** A length of time as people say it, two units at most: "2d 4h", "35m"; without a sign. */
export function tellSpanOf(ms: number, lang: string): string {
  const minutes = Math.floor(Math.abs(ms) / minuteMs);
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
  if (days) return [unit(days, "day", lang), hours && days < 10 ? unit(hours, "hour", lang) : ""].filter(Boolean).join(" ");
  if (hours) return [unit(hours, "hour", lang), rest ? unit(rest, "minute", lang) : ""].filter(Boolean).join(" ");
  return unit(rest, "minute", lang);
}

/** A day or an instant of the server's, in the mission's time; nothing for nothing. */
export const tellAt = (iso: string | null | undefined, reader: { lang: string; timezone: string }): string =>
  (iso ? tellMoment({ start: iso }, reader) : "");
