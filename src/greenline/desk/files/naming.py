"""Files that acts name: what is said of them is filled in from what is kept, and one that was not sent is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from ...core.errors import Issue
from ...core.register import Field, Register
from .store import Files

_TOLD = ("media", "size", "shared")


@cache
def groups(register: type[Register]) -> tuple[Field, ...]:
    """The repeated groups of a register whose first part is a file."""
    return tuple(one for one in register.fields if one.repeats and one.parts and one.parts[0].kind == "file")


@cache
def singles(register: type[Register]) -> tuple[Field, ...]:
    """The fields of a register that are one file."""
    return tuple(one for one in register.fields if one.kind == "file")


def described(files: Files, values: dict[str, Any], register: type[Register]) -> None:
    """Fill in what is known of the files that values name: their type, size and shared copy are never the sender's to
    say."""
    for part in parts_of(values, register):
        kept = files.look(str(part.get("file")))
        for name in _TOLD:
            part.pop(name, None)
        if kept is not None:
            part.update({name: value for name in _TOLD if (value := getattr(kept, name)) is not None})


def missing(files: Files, values: Mapping[str, Any], register: type[Register]) -> Iterator[Issue]:
    """An issue for each file that was not sent."""
    for group in groups(register):
        for index, part in enumerate(_list(values.get(group.name))):
            digest = part.get("file")
            if isinstance(digest, str) and files.look(digest) is None:
                words = "This file is not kept here; send it first, then the act that names it."
                yield Issue(f"{group.name}[{index}].file", "no_such_file", words)
    for one in singles(register):
        digest = values.get(one.name)
        if isinstance(digest, str) and files.look(digest) is None:
            yield Issue(one.name, "no_such_file", "This file is not kept here; send it first.")


def parts_of(values: Mapping[str, Any], register: type[Register]) -> Iterator[dict[str, Any]]:
    """The parts of a record's values that are files."""
    for group in groups(register):
        yield from _list(values.get(group.name))


def _list(value: Any) -> list[dict[str, Any]]:
    return [part for part in value if isinstance(part, dict)] if isinstance(value, list | tuple) else []


__all__ = ["described", "groups", "missing", "parts_of", "singles"]
