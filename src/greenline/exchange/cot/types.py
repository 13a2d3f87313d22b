"""What Greenline's things are called in Cursor on Target, and what a type that came in stands for.

A type is letters joined by dashes: a (an atom) - affiliation - dimension - function. Source: the CoT type tree of
MITRE; which of its types stands for which incident is ours.
"""

from __future__ import annotations

import re

OWN, OTHER, PARTY, DRONE = "a-f-G-U-C", "a-n-G", "a-u-G-U-C", "a-f-A-M-F-Q"
INCIDENT, ALARM = "a-u-X-i-o", "b-l-l"
PING, PONG = "t-x-c-t", "t-x-c-t-r"
OFFER, ASKED, ANSWERED = "t-x-takp-v", "t-x-takp-q", "t-x-takp-r"  # of TAK protocol 1
_KINDS = {
    "CFV-SAF": "a-u-X-i-l-l-s", "APK-SAF": "a-u-X-i-l-l-s",
    "CFV-IDF": "a-u-X-i-l-l-b-e", "CMB-IDF": "a-u-X-i-l-l-b-e", "APK-IDF": "a-u-X-i-l-l-b-e",
    "CUN-PEA": "a-u-X-i-l-c-d", "CUN-INT": "a-u-X-i-l-c-d", "CUN-VIO": "a-u-X-i-l-c-r", "CUN-MOB": "a-u-X-i-l-c-r",
    "DSP-NEW": "a-u-X-i-l-c-p", "DSP-SEC": "a-u-X-i-l-c-p", "DSP-REF": "a-u-X-i-l-c-p",
    "CIV-LOO": "a-u-X-i-l-l-l", "AHW-LOO": "a-u-X-i-l-l-l",
    "CFV-MIN": "a-u-G-E-X-M", "EXR-HAZ": "a-u-G-E-X-M", "TER-IED": "a-u-X-i-l-l-b", "APK-IED": "a-u-X-i-l-l-b",
    "NAT-FIR": "a-u-X-i-f-h",
}  # fmt: skip
_WORDS = {
    "a-?-X-i-l-l-s": "a shooting", "a-?-X-i-l-l-b-e": "an explosion", "a-?-X-i-l-l-b": "a bomb",
    "a-?-X-i-l-l-l": "looting", "a-?-X-i-l-c-d": "a demonstration", "a-?-X-i-l-c-r": "a riot",
    "a-?-X-i-l-c-p": "displaced people", "a-?-X-i-f-h": "a fire", "a-?-G-E-X-M": "a mine", "b-a-o-tbl": "an alarm",
    "b-a-o-pan": "a call for help", "b-a-o-opn": "troops in contact", "b-a-o-can": "an alarm that is over",
    "b-m-p-s-p-i": "a point of interest", "b-m-p-s-m": "a spot", "b-m-p-w": "a way point",
}  # fmt: skip
_HOSTILE = re.compile(r"a-[hsjk](?=-|\Z)", re.IGNORECASE)
_MEANS = (
    ("A-M-F-Q", "uas_flight"), ("A-M-H-Q", "uas_flight"), ("A", "air_patrol"), ("S", "boat_patrol"),
    ("G-E-V", "vehicle_patrol"), ("G-U-C-I", "foot_patrol"),
)  # fmt: skip


def type_of(kind: str | None) -> str:
    """The type of an incident of a kind; never of anybody's affiliation."""
    return _KINDS.get(kind or "", INCIDENT)


def words_of(kind: str) -> str:
    """What a type that came in says, as far as it is known here."""
    shown = f"a-?-{kind[4:]}" if kind[:2] == "a-" else kind
    return _WORDS.get(shown, "something")


def neutral(kind: str) -> str:
    """A type as it is shown and sent: who is called hostile, suspect, joker or faker becomes unknown."""
    return _HOSTILE.sub("a-u", kind, count=1) if _HOSTILE.match(kind) else kind


def is_hostile(kind: str) -> bool:
    """Whether its sender calls somebody hostile or suspect (or, in an exercise, joker or faker)."""
    return _HOSTILE.match(kind) is not None


def is_atom(kind: str) -> bool:
    """Whether it tells of a thing at a place."""
    return kind.startswith("a-")


def is_saying(kind: str, how: str, own_place: bool) -> bool:
    """Whether it is something that somebody marked (a point on the map, an alarm, an incident, a thing placed by
    hand) rather than where a device is."""
    if kind.startswith(("b-m-p", "b-a", "b-l")):
        return True
    if not is_atom(kind):
        return False
    return kind[3:7] == "-X-i" or (how.startswith("h") and not own_place)


def means_of(kind: str) -> str:
    """How something of this type watches (a code of `window_means`); `other` where the type does not tell."""
    rest = kind[4:]
    return next((code for begins, code in _MEANS if rest == begins or rest.startswith(begins + "-")), "other")
