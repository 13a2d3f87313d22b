/** Times as people read them: no more exact than they are known. */
import type { Moment } from "./contract";

const dayMs = 86_400_000;

/** Start of a moment in milliseconds; a bare day counts as UTC. */
export const startMs = (iso: string | null | undefined): number | null => {
  if (!iso) return null;
  const ms = Date.parse(iso);
  return Number.isNaN(ms) ? null : ms;
};

interface Reader {
  lang: string;
  timezone: string;
}

function spoken(ms: number, prec: number, timed: boolean, reader: Reader): string {
  const options: Intl.DateTimeFormatOptions =
    prec >= 5 ? { year: "numeric" }
    : prec === 4 ? { year: "numeric", month: "short" }
    : { year: "numeric", month: "short", day: "2-digit" };
  if (timed) Object.assign(options, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  // A bare day is the same day everywhere: only instants are moved into the mission's zone.
  options.timeZone = timed ? reader.timezone : "UTC";
  return new Intl.DateTimeFormat(reader.lang, options).format(ms);
}

const hasTime = (iso: string): boolean => iso.includes("T");

/** A Moment as entered: "03 Jun 1996", "02 Mar 2025, 14:05", "Aug 1974 – Aug 1974". */
export function tellMoment(moment: Moment, reader: Reader): string {
  const from = startMs(moment.start);
  if (from === null) return moment.start;
  const prec = moment.prec ?? 1;
  const first = spoken(from, prec, hasTime(moment.start) && prec <= 1, reader);
  const to = startMs(moment.end);
  if (to === null || !moment.end) return first;
  const last = spoken(to, prec, hasTime(moment.end) && prec <= 1, reader);
  return first === last ? first : `${first} – ${last}`;
}

/** A row of the picture: instants, the end exclusive. Whole UTC days are days; anything else is read off a clock. */
export function tellSpan(start: string | null, end: string | null, prec: number | null, reader: Reader): string {
  const from = startMs(start);
  if (from === null) return "";
  const to = startMs(end) ?? from;
  const timed = (prec ?? 1) <= 1 && !(from % dayMs === 0 && to % dayMs === 0);
  const first = spoken(from, prec ?? 1, timed, reader);
  // An instant lasts a second; only what lasted a minute has an end worth telling.
  const last = timed && to - from < 60_000 ? first : spoken(Math.max(from, to - 1000), prec ?? 1, timed, reader);
  return first === last ? first : `${first} – ${last}`;
}

/** "4 min ago" for what came in lately, the date for the rest. */
export function tellSince(iso: string, reader: Reader, nowMs: number): string {
  const ms = Date.parse(iso);
  const minutes = Math.round((nowMs - ms) / 60_000);
  if (minutes >= 0 && minutes < 60) {
    return new Intl.RelativeTimeFormat(reader.lang, { numeric: "auto", style: "short" }).format(-minutes, "minute");
  }
  return spoken(ms, 1, true, reader);
}
