/** Clocks of cases and tasks in words: time left, time overdue, or why it stands still. Pure. */
import { tellMoment } from "../moments";
import type { CaseClock } from "./wire";

export type ClockSort = "running" | "soon" | "overdue" | "stopped" | "none";
const minuteMs = 60_000;
const dayMs = 1440 * minuteMs;
/** Due within a day is soon. */
const soonMs = dayMs;

export interface Reading {
  sort: ClockSort;
  /** Time left, below zero when overdue; null when no time is set. */
  ms: number | null;
  /** It is the escalation that comes first, or is missed first. */
  escalation: boolean;
}

/** What a clock says now, of the step and of the escalation whichever comes first. */
export function readClock(clock: CaseClock, nowMs: number): Reading {
  const at = (iso: string | null | undefined): number => (iso ? Date.parse(iso) : Infinity);
  const [due, rises] = [at(clock.due_at), at(clock.escalates_at)];
  const first = Math.min(due, rises);
  const told = { ms: Number.isFinite(first) ? first - nowMs : null, escalation: rises < due };
  if (clock.clock === "stopped") return { sort: "stopped", ...told };
  if (told.ms === null) return { sort: clock.overdue ? "overdue" : "none", ...told };
  // The minute may pass while the page is open: then the page knows it first.
  if (clock.overdue || told.ms < 0) return { sort: "overdue", ...told };
  if (clock.clock === "none") return { sort: "none", ...told };
  return { sort: told.ms < soonMs ? "soon" : "running", ...told };
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
