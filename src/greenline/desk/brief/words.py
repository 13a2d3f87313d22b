"""The words of a report in a language: headings from the catalogues, codes and states as the rest of the room has
them. What is missing falls back to English."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from ...core.codes import code_lists
from ...core.errors import BadRequest, Issue
from ...mission import Mission

FIRST, POP = "\u2068", "\u2069"  # an isolate of the direction of its first letter, and its end
RTL = ("ar", "he", "fa", "ur", "ps", "ckb")


class Words:
    """Headings, labels of codes and states of one language."""

    def __init__(self, mission: Mission, language: str) -> None:
        self.language = language
        self._catalogues = (mission.words.get(language, {}), _shipped(language))

    @property
    def rtl(self) -> bool:
        """Whether the language is written from right to left."""
        return self.language.partition("-")[0] in RTL

    def __call__(self, key: str, **more: Any) -> str:
        """A heading or sentence by its key, with what belongs into it."""
        told = next((c["brief"][key] for c in self._catalogues if key in c.get("brief", {})), None)
        words = str(told or english()[key])
        try:
            return words.format(**more) if more else words
        except (KeyError, IndexError, ValueError):  # a mission's own words may have braces of their own
            return english()[key].format(**more)

    def code(self, name: str, code: str | None) -> str:
        """A code's label."""
        if code is None:
            return self("unknown")
        for catalogue in self._catalogues:
            label = catalogue.get("codes", {}).get(name, {}).get(code)
            if label:
                return str(label)
        listed = code_lists().get(name)
        return listed.labels.get(code, code) if listed else code

    def state(self, state: str) -> str:
        """A state's label."""
        for catalogue in self._catalogues:
            if state in catalogue.get("states", {}):
                return str(catalogue["states"][state])
        return state.replace("_", " ")

    def apart(self, words: str) -> str:
        """Words set apart from those around them where these run from right to left: else a date or an English name
        between them would be read backwards (Unicode isolates)."""
        return f"{FIRST}{words}{POP}" if self.rtl and words else words

    def all(self) -> dict[str, str]:
        """Every heading, for print."""
        return {key: self(key) for key in english()}


def words_of(mission: Mission, language: str) -> Words:
    """The words of a language. Raises BadRequest for one that has no catalogue."""
    known = ["en", *languages()]
    if language not in known and language not in mission.words:
        issue = Issue("language", "unknown_language", f"There are no words in {language[:20]!r}; {', '.join(known)}.")
        raise BadRequest("The report cannot be made.", [issue])
    return Words(mission, language)


@cache
def languages() -> list[str]:
    """The languages that have a shipped catalogue."""
    folder = resources.files("greenline") / "words"
    return sorted(file.name.removesuffix(".toml") for file in folder.iterdir() if file.name.endswith(".toml"))


@cache
def english() -> Mapping[str, str]:
    """Every heading in English, by key."""
    file = resources.files(__package__) / "english.toml"
    told: dict[str, str] = tomllib.loads(file.read_text(encoding="utf-8"))["brief"]
    return told


@cache
def _shipped(language: str) -> Mapping[str, Any]:
    if language not in languages():
        return {}
    file = resources.files("greenline") / "words" / f"{language}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
