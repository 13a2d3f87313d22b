"""Minutes on paper: PDF/A-2b by Typst, labels in the languages of the body, the same bytes for the same minutes.

What people wrote goes in as JSON and is only ever set as text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

from ...mission import Mission
from ...registers.meeting import ABOUT
from ..brief.pdf import STANDARD, typeset
from ..brief.words import FIRST, POP, Words, languages

MOST_LANGUAGES = 2
_HEAD = ("session", "level", "scheduled", "held", "chair", "languages", "boycotted", "next")
_FIELDS = {"level": "at_level", "boycotted": "boycotted_by", "next": "next_on"}
_CODED = {"session": "session_kind", "at_level": "commission_level", "languages": "language"}
_LABELS = (
    "minutes_side", "minutes_needed", "minutes_there", "minutes_mandate", "minutes_women", "minutes_youth",
    "minutes_quorum", "minutes_attendance", "minutes_items", "minutes_none", "minutes_commitments", "minutes_actor",
    "minutes_act", "minutes_due", "minutes_verifier", "minutes_item", "minutes_reservations", "minutes_where",
    "minutes_before", "minutes_now", "minutes_check", "minutes_signatures", "minutes_sign", "page", "of",
)  # fmt: skip
_SENTENCES = ("minutes_check_file", "minutes_check_digest", "minutes_check_seal")
# Where something was changed, by the name of the field.
_PLACES = {
    "agenda": "minutes_items", "attendance": "minutes_attendance", "dissents": "minutes_dissent",
    "commitments": "minutes_commitments", "reservations": "minutes_reservations", "next_on": "minutes_next",
    "held": "minutes_held", "scheduled": "minutes_scheduled", "chair": "minutes_chair", "quorum": "minutes_quorum",
    "languages": "minutes_languages", "boycotted_by": "minutes_boycotted", "session": "minutes_session",
    "at_level": "minutes_level", "outcome": "minutes_outcome", "decision": "minutes_decision", "due": "minutes_due",
    "act": "minutes_act", "verifier": "minutes_verifier", "mandate": "minutes_mandate", "women": "minutes_women",
    "youth": "minutes_youth", "delegates": "minutes_there", "item": "minutes_item",
}  # fmt: skip
_PATH = re.compile(r"(\w+)(?:\[(\d+)\])?(?:\.(\w+))?\Z")


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around minutes: their version, where the ledger stood (site, entry, its hash, its instant), and the
    digest of what they say."""

    version: int
    site: str
    seq: int
    head: str
    at: str
    digest: str


def printed(
    said: Mapping[str, Any], changed: Sequence[tuple[str, str, str]], frame: Frame, mission: Mission
) -> bytes:  # fmt: skip
    """The paper as PDF/A-2b."""
    return _set(said, changed, frame, mission, format="pdf", pdf_standards=[STANDARD])[0]


def pictures(
    said: Mapping[str, Any], changed: Sequence[tuple[str, str, str]], frame: Frame, mission: Mission, ppi: float = 80
) -> list[bytes]:  # fmt: skip
    """Its pages as PNG, to be looked at."""
    return _set(said, changed, frame, mission, format="png", ppi=ppi)


def _set(
    said: Mapping[str, Any], changed: Sequence[tuple[str, str, str]], frame: Frame, mission: Mission, **more: Any
) -> list[bytes]:  # fmt: skip
    template = (resources.files(__package__) / "minutes.typ").read_bytes()
    return typeset(template, {"minutes": _told(said, changed, frame, mission)}, frame.at, **more)


class _Labels:
    """Labels in each language of the paper, one after the other."""

    def __init__(self, words: Sequence[Words]) -> None:
        self.words = words

    def __call__(self, key: str, **more: Any) -> str:
        return self._each([one(key, **more) for one in self.words])

    def code(self, name: str, code: str | None) -> str:
        return "" if code is None else self._each([one.code(name, code) for one in self.words])

    def sentence(self, key: str, **more: Any) -> str:
        """The same on lines of their own."""
        return "\n".join(dict.fromkeys(_apart(one(key, **more)) for one in self.words))

    def _each(self, told: list[str]) -> str:
        return " / ".join(_apart(one) for one in dict.fromkeys(told))


def spoken(said: Mapping[str, Any], mission: Mission) -> list[str]:
    """The languages of the paper: those of the meeting, else of its body, that have words; at most two."""
    meeting = said["meeting"]
    body = next((one for one in mission.settings.commission if one.body == meeting.get("body")), None)
    wanted = meeting.get("languages") or (body.languages if body else ()) or mission.settings.languages
    known = ("en", *languages(), *mission.words)
    return list(dict.fromkeys(tag for tag in wanted if tag in known))[:MOST_LANGUAGES] or ["en"]


def _told(
    said: Mapping[str, Any], changed: Sequence[tuple[str, str, str]], frame: Frame, mission: Mission
) -> dict[str, Any]:  # fmt: skip
    tongues = [Words(mission, tag) for tag in spoken(said, mission)]
    w, meeting = _Labels(tongues), said["meeting"]
    body = next((one for one in mission.settings.commission if one.body == meeting.get("body")), None)
    names = [body.name.get(one.language) for one in tongues] if body else []
    title = " / ".join(dict.fromkeys(filter(None, names))) or meeting.get("body", "")
    lines = [(w(f"minutes_{key}"), _line(meeting, key, w)) for key in _HEAD]
    return {
        "language": tongues[0].language, "rtl": tongues[0].rtl, "title": w("minutes"), "body": title,
        "mission": mission.settings.title.get(tongues[0].language) or mission.name, "ref": said["ref"],
        "lines": [[w("minutes_version"), str(frame.version)], *[list(one) for one in lines if one[1]]],
        "attendance": _attendance(said, w), "quorum": w(f"minutes_{said['quorum']['answer']}"),
        "items": [_item(number, item, meeting, w) for number, item in enumerate(meeting["agenda"], 1)],
        "commitments": [
            [str(one["item"] or ""), one["actor"], one["act"], _day(one["due"]), one["verifier"], one["ref"]]
            for one in said["commitments"]
        ],
        "reservations": [[one["actor"], str(one["version"]), one["words"] or ""] for one in meeting["reservations"]],
        "changes": [[_where(path, w), _apart(old), _apart(new)] for path, old, new in changed],
        "changed": w("minutes_changes", n=frame.version - 1),
        "ledger": w.sentence("minutes_check_ledger", site=frame.site, seq=frame.seq), "head": frame.head,
        "digest": frame.digest, "signers": [side["actor"] for side in said["quorum"]["sides"]],
        "words": {key: w(key) for key in _LABELS} | {key: w.sentence(key) for key in _SENTENCES},
    }  # fmt: skip


def _line(meeting: Mapping[str, Any], key: str, w: _Labels) -> str:
    name = _FIELDS.get(key, key)
    value = meeting.get(name)
    if isinstance(value, list):
        return ", ".join(w.code(_CODED[name], code) for code in value)
    if isinstance(value, Mapping):
        return _day(value)
    return w.code(_CODED[name], value) if name in _CODED else value or ""


def _day(moment: Mapping[str, Any]) -> str:
    """A moment as written: language-free, so that both sides read the same."""
    start, end = str(moment["start"]), str(moment.get("end") or moment["start"])
    told = start if start == end else f"{start} – {end}"
    return _apart(told.replace("T", " "))


def _apart(told: str) -> str:
    """Words of one direction among those of another (Unicode isolates)."""
    return f"{FIRST}{told}{POP}" if told else told


def _where(path: str, w: _Labels) -> str:
    """A changed field in the words of the paper: which part, its number from 1, what of it."""
    found = _PATH.match(path)
    if not found:
        return path
    names = [w(_PLACES[name]) if name in _PLACES else name.replace("_", " ") for name in (found[1], found[3]) if name]
    number = f" {int(found[2]) + 1}" if found[2] else ""
    return f"{names[0]}{number}" + "".join(f": {name}" for name in names[1:])


def _attendance(said: Mapping[str, Any], w: _Labels) -> list[list[str]]:
    there = {one.get("actor"): one for one in said["meeting"].get("attendance") or ()}
    rows = []
    for side in said["quorum"]["sides"]:
        one = there.get(side["actor"], {})
        pairs = (_apart(f"{_count(one.get(n))} ({_count(one.get(f'{n}_speaking'))})") for n in ("women", "youth"))
        answer = w(f"minutes_{side['answer']}")
        rows.append([side["actor"], _count(side["needed"]), _count(side["there"]), one.get("mandate") or "", *pairs,
                     answer])  # fmt: skip
    return rows


def _count(value: int | None) -> str:
    return "?" if value is None else str(value)


def _item(number: int, item: Mapping[str, Any], meeting: Mapping[str, Any], w: _Labels) -> dict[str, Any]:
    outcome = w.code("item_outcome", item.get("outcome"))
    if item.get("referred_to"):
        outcome = f"{outcome}: {w.code('settlement_level', item['referred_to'])}"
    said = [one for one in meeting.get("dissents") or () if one["item"] == number]
    return {
        "number": _apart(f"{number}."), "words": item.get("words") or "", "outcome": outcome,
        "refs": " ".join(item[noun] for noun in ABOUT if item.get(noun)), "decision": item.get("decision") or "",
        "outcome_label": w("minutes_outcome"), "decision_label": w("minutes_decision"),
        "dissents": [[f"{one['actor']} · {w('minutes_dissent')}", one["words"]] for one in said],
    }  # fmt: skip
