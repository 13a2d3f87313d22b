"""What a story expects of the mandate and of consent.

expect authority escort 33.2,35.05 2025-03-02 permitted            the answer; `-` for no place
expect authority escort - 2025-03-02 unknown because no_mandate    and a ground of it by its code; because a,b: both
expect consent A 2025-03-02 conditional                            of a party that day; none: nothing is held
expect consent A 2025-03-02 withdrawn in ZONE                      in a territory
expect pattern A FOM-DEN 2                                         movement denied by a party, so often; by "Post 4"
expect signs 2025-03-02 3                                          dated signs against consent up to that day
expect report_due "Report" 2025-03-02 2025-07-01                   asked on a day, when the next is due; none: unknown
"""

from __future__ import annotations

from zoneinfo import ZoneInfo

from ...analysis.facts import Span
from ...core.errors import BadRequest, Unexpected
from ..authority import ask, day, place
from ..consent import told as consent_told
from ..desk import Desk
from ..mandated import overview

ALLOWED = ("authority", "consent", "pattern", "signs", "report_due")
_LEAST = {"authority": 5, "consent": 4, "pattern": 4, "signs": 3, "report_due": 4}


def allowed(desk: Desk, words: list[str], now_s: int) -> None:
    """Hold mandate and consent against a line. Raises Unexpected."""
    what = words[0]
    if len(words) < _LEAST[what]:
        raise Unexpected(f"write {what} as docs/how-to/story.md tells")
    try:
        (_authority if what == "authority" else _other)(desk, words, now_s)
    except (ValueError, BadRequest) as error:
        raise Unexpected(f"this cannot be read: {error}") from None


def _day(desk: Desk, text: str) -> Span:
    return day(text, ZoneInfo(desk.mission.settings.timezone), 0)


def _authority(desk: Desk, words: list[str], now_s: int) -> None:
    where = None if words[2] == "-" else place(words[2])
    told = ask(desk, desk.audience("mission"), words[1], _day(desk, words[3]), where)
    held = {point["code"] for part in ("rests", "conditions", "against", "missing", "noted") for point in told[part]}
    if told["answer"] != words[4]:
        raise Unexpected(f"it is {told['answer']} ({', '.join(sorted(held))}), not {words[4]}")
    if len(words) == 7 and words[5] == "because":
        lacking = [code for code in words[6].split(",") if code not in held]
        if lacking:
            raise Unexpected(f"nothing says {', '.join(lacking)}; there are {', '.join(sorted(held))}")
    elif len(words) != 5:
        raise Unexpected("after the answer comes because CODES, or nothing")


def _other(desk: Desk, words: list[str], now_s: int) -> None:
    reads = desk.audience("mission")
    if words[0] == "report_due":
        due = [one["due"] or "none" for one in overview(desk, reads, _day(desk, words[2]))["reports"] if
               one["what"] == words[1]]  # fmt: skip
        told, wanted = ", ".join(due) or "none", words[3]
    elif words[0] == "consent":
        zone = words[5] if len(words) == 6 and words[4] == "in" else None
        held = consent_told(desk, reads, _day(desk, words[2]))["consents"]
        found = [one["degree"] for one in held if one["party"] == words[1] and (zone is None or one["zone"] == zone)]
        told, wanted = ", ".join(found) or "none", words[3]
    elif words[0] == "signs":
        signs = consent_told(desk, reads, _day(desk, words[1]))["signs"]
        told, wanted = str(sum(sign["worse"] for sign in signs)), words[2]
    else:
        by = words[5] if len(words) == 6 and words[4] == "by" else None
        rows = consent_told(desk, reads, Span(now_s, now_s + 1))["patterns"]
        told = str(sum(row["count"] for row in rows if row["party"] == words[1] and row["kind"] == words[2]
                       and (by is None or row["authority"] == by)))  # fmt: skip
        wanted = words[3]
    if told != wanted:
        raise Unexpected(f"it is {told}, not {wanted}")
