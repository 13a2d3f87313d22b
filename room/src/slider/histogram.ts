/** Counts of happenings over the whole record, and the arithmetic of a window dragged over it. Pure. */
import type { Row } from "../contract";
import { startMs } from "../moments";

export interface Histogram {
  from: number;
  to: number;
  counts: number[];
  highest: number;
}

/** `null` when nothing has a time. The ends are padded by one bin, so that edge handles can be caught. */
export function histogram(rows: Iterable<Row>, bins: number): Histogram | null {
  const times: number[] = [];
  for (const row of rows) {
    const ms = row.register === "incident" ? startMs(row.start) : null;
    if (ms !== null) times.push(ms);
  }
  if (!times.length) return null;
  // reduce, not spread: a hundred thousand arguments overflow the stack.
  const low = times.reduce((a, b) => Math.min(a, b));
  const high = times.reduce((a, b) => Math.max(a, b));
  const pad = Math.max((high - low) / bins, 3_600_000);
  const [from, to] = [low - pad, high + pad];
  const counts = new Array<number>(bins).fill(0);
  for (const ms of times) {
    const bin = Math.min(bins - 1, Math.floor(((ms - from) / (to - from)) * bins));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return { from, to, counts, highest: counts.reduce((a, b) => Math.max(a, b)) };
}

export interface Span {
  from: number;
  to: number;
}

/** Move the whole window, without leaving the record. */
export function shift(span: Span, by: number, limits: Span): Span {
  const room = by > 0 ? limits.to - span.to : limits.from - span.from;
  const step = by > 0 ? Math.min(by, room) : Math.max(by, room);
  return { from: span.from + step, to: span.to + step };
}

/** Move one end, never past the other and never out of the record. */
export function stretch(span: Span, end: "from" | "to", to: number, limits: Span): Span {
  const least = (limits.to - limits.from) / 400;
  return end === "from"
    ? { from: Math.max(limits.from, Math.min(to, span.to - least)), to: span.to }
    : { from: span.from, to: Math.min(limits.to, Math.max(to, span.from + least)) };
}

/** Years, or months or days in a short record, at which a tick is worth its ink. */
export function ticks(limits: Span, wanted: number): { ms: number; unit: "year" | "month" | "day" }[] {
  const days = (limits.to - limits.from) / 86_400_000;
  const unit = days > 900 ? "year" : days > 45 ? "month" : "day";
  const perUnit = unit === "year" ? 365.25 : unit === "month" ? 30.4 : 1;
  const steps = unit === "year" ? [1, 2, 5, 10, 20, 50, 100] : unit === "month" ? [1, 2, 3, 6] : [1, 2, 5, 7, 14];
  const step = steps.find((each) => days / perUnit / each <= wanted) ?? steps.at(-1) ?? 1;
  const start = new Date(limits.from);
  const found: { ms: number; unit: typeof unit }[] = [];
  const [y, m, d] = [start.getUTCFullYear(), start.getUTCMonth(), start.getUTCDate()];
  for (let i = 0; i < 400; i += 1) {
    const ms = unit === "year" ? Date.UTC(Math.ceil(y / step) * step + i * step, 0)
      : unit === "month" ? Date.UTC(y, Math.ceil(m / step) * step + i * step) : Date.UTC(y, m, d + i * step);
    if (ms > limits.to) break;
    if (ms >= limits.from) found.push({ ms, unit });
  }
  return found;
}
