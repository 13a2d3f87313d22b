"""The day or week of a report, in the mission's own time zone, and whether something happened in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

from ...core.errors import BadRequest, Issue
from ...core.moment import FIRST_YEAR, LAST_YEAR, from_plain

WEEK_D = 7
SLACK_S = 15 * 3600  # a bare day stands for its 24 hours in UTC, which no zone's own day is further from
Lies = Literal["in", "apart", "out"]


@dataclass(frozen=True, slots=True)
class Window:
    """Whole local days, first to last, up to the cut-off (an instant; the last midnight unless the day still runs)."""

    first: date
    last: date
    zone: ZoneInfo
    cut: datetime

    @property
    def since_s(self) -> int:
        """The first second, POSIX."""
        return int(datetime.combine(self.first, time(), self.zone).timestamp())

    @property
    def until_s(self) -> int:
        """The second of the cut-off, POSIX; it is outside."""
        return int(self.cut.timestamp())

    @property
    def over(self) -> bool:
        """Whether the last day was over at the cut-off."""
        return self.cut >= datetime.combine(self.last + timedelta(days=1), time(), self.zone)

    def before(self, number: int) -> Window:
        """The window so many times its own length earlier, whole."""
        days = (self.last - self.first).days + 1
        back = timedelta(days=days * number)
        return _window(self.first - back, self.last - back, self.zone, None)

    def lies(self, moment: dict[str, Any] | None) -> Lies:
        """Whether a moment (as the API has it) lies `in` the window; `apart` when it may, but is dated too widely."""
        if moment is None:
            return "out"
        held = from_plain(moment)
        first, last = self._day(held.start), self._day(held.end)
        if len(held.start) > 10 and held.since_s >= self.until_s:
            return "out"
        if held.prec == 1:
            return "in" if self.first <= first <= self.last else "out"
        if self.first <= first and last <= self.last:
            return "in"
        return "apart" if first <= self.last and last >= self.first else "out"

    def ends(self, moment: dict[str, Any] | None) -> bool:
        """Whether a stretch of time lies in the window or came to its end in it."""
        return moment is not None and self.first <= self._day(str(moment["end"])) <= self.last

    def told(self, second: int) -> str:
        """POSIX seconds as an instant in the mission's zone."""
        return datetime.fromtimestamp(second, UTC).astimezone(self.zone).isoformat()

    def _day(self, text: str) -> date:
        """The local day of a day or an instant."""
        if len(text) == 10:
            return date.fromisoformat(text)
        return datetime.fromisoformat(text).astimezone(self.zone).date()


def window_of(day: str, kind: str, zone: str, now: str) -> Window:
    """The window of a report: that day, or of a weekly the seven days that end with it. `now` is an instant; a day that
    still runs is cut off there. Raises BadRequest for what is no day, or one that has not begun."""
    try:
        last = date.fromisoformat(day)
        if len(day) != 10 or not FIRST_YEAR < last.year < LAST_YEAR:
            raise ValueError
    except ValueError:
        issue = Issue("day", "bad_date", f"{day[:40]!r} is no day; one looks like 2023-08-18.")
        raise BadRequest("The report cannot be made.", [issue]) from None
    first = last - timedelta(days=WEEK_D - 1) if kind == "weekly" else last
    found = _window(first, last, ZoneInfo(zone), datetime.fromisoformat(now))
    if found.since_s >= found.until_s:
        issue = Issue("day", "ahead", f"{day} has not begun in {zone}; nothing can be told of it.")
        raise BadRequest("The report cannot be made.", [issue])
    return found


def _window(first: date, last: date, zone: ZoneInfo, now: datetime | None) -> Window:
    end = datetime.combine(last + timedelta(days=1), time(), zone)
    cut = end if now is None or now >= end else now.astimezone(zone)
    return Window(first, last, zone, cut)
