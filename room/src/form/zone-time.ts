/** Clock times of the mission, written with the offset that holds there on that day. Pure. */

/** Minutes that `timezone` is ahead of UTC at an instant. */
function offsetAt(ms: number, timezone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: timezone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric",
  }).formatToParts(ms);
  const get = (type: string): number => Number(parts.find((part) => part.type === type)?.value ?? 0);
  const local = Date.UTC(get("year"), get("month") - 1, get("day"), get("hour"), get("minute"), get("second"));
  return Math.round((local - Math.floor(ms / 1000) * 1000) / 60_000);
}

const two = (value: number): string => String(value).padStart(2, "0");

/** `2025-03-02` and `14:05` in Nicosia are `2025-03-02T14:05:00+02:00`; without a time the day itself. */
export function joinMoment(day: string, time: string, timezone: string): string {
  if (!day || !time) return day;
  const naive = Date.parse(`${day}T${time}:00Z`);
  if (Number.isNaN(naive)) return day;
  // The second look settles days on which the clock was changed.
  const guess = offsetAt(naive, timezone);
  const offset = offsetAt(naive - guess * 60_000, timezone);
  const size = Math.abs(offset);
  return `${day}T${time}:00${offset < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** The other way: what the clock on the mission's wall said. */
export function splitMoment(iso: string | undefined, timezone: string): { day: string; time: string } {
  if (!iso) return { day: "", time: "" };
  if (!iso.includes("T")) return { day: iso, time: "" };
  const ms = Date.parse(iso);
  if (Number.isNaN(ms)) return { day: iso.slice(0, 10), time: "" };
  const wall = new Date(ms + offsetAt(ms, timezone) * 60_000).toISOString();
  return { day: wall.slice(0, 10), time: wall.slice(11, 16) };
}
