"""Code lists: the field's vocabulary as data, read from `words/codes/*.csv`, narrowed or renamed by a mission."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class CodeList:
    """One list: its codes in order with their English labels, and all further columns per code."""

    name: str
    labels: Mapping[str, str]
    rows: Mapping[str, Mapping[str, str]]

    def __contains__(self, code: object) -> bool:
        return code in self.labels

    def like(self, code: str) -> list[str]:
        """Up to three codes that look like a wrong one, for a helpful sentence."""
        from difflib import get_close_matches

        return get_close_matches(code.upper(), self.labels, 3, 0.6) or get_close_matches(code, self.labels, 3, 0.6)

    def narrowed(self, keep: tuple[str, ...]) -> CodeList:
        """The same list with only the codes that a mission uses."""
        known = [code for code in keep if code in self.labels]
        return CodeList(self.name, {c: self.labels[c] for c in known}, {c: self.rows[c] for c in known})


@cache
def code_lists() -> Mapping[str, CodeList]:
    """Every shipped code list by name."""
    folder = resources.files("greenline") / "words" / "codes"
    lists: dict[str, CodeList] = {}
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".csv"):
            name = file.name.removesuffix(".csv")
            text = file.read_text(encoding="utf-8")
            rows = {row["code"]: row for row in csv.DictReader(text.splitlines())}
            lists[name] = CodeList(name, {code: row["label"] for code, row in rows.items()}, rows)
    return lists
