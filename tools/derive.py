"""Writes what follows from the declarations: docs/reference/*.md and room/src/registers.ts.

`python tools/derive.py` writes, `--check` tells what is stale (exit 1). Run it by `make derived`.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from greenline.analysis.effects import EFFECTS, NEVER_BOTH, OPERATIONS
from greenline.analysis.terms import TERMS
from greenline.core import errors
from greenline.core.codes import code_lists
from greenline.core.handling import CIRCLES, Marking
from greenline.core.register import Field, Register
from greenline.desk import rights
from greenline.faces.schema import typescript
from greenline.registers import REGISTERS

ROOT = Path(__file__).resolve().parent.parent
_MADE = "<!-- Made from the declarations by `make derived`; do not edit. -->\n"


def derived() -> dict[str, str]:
    """Every derived file: path from the root -> its text."""
    return {
        "docs/reference/registers.md": _registers(),
        "docs/reference/roles.md": _rights(),
        "docs/reference/codes.md": _codes(),
        "docs/reference/errors.md": _errors(),
        "docs/reference/terms.md": _terms(),
        "docs/reference/effects.md": _effects(),
        "docs/reference/command-line.md": _commands(),
        "room/src/registers.ts": typescript({noun: one for noun, one in REGISTERS.items() if not one.apart}),
    }


def _registers() -> str:
    parts = [_MADE, "# Registers\n\nEvery noun the mission keeps, as declared in `src/greenline/registers/`.\n"]
    for register in REGISTERS.values():
        parts.append(f"\n## {register.noun}\n\n{' '.join((register.__doc__ or '').split())}\n")
        parts.append(f"\nReferences look like `{register.prefix}-7K2QXM4D`. {_level(register)}\n")
        parts.append("\n| step | from | to | by | needs |\n| --- | --- | --- | --- | --- |\n")
        for s in register.steps:
            begins = ", ".join(s.froms) or "(begins a record)"
            parts.append(
                f"| {s.name} | {begins} | {s.ends or '(stays)'} | {', '.join(s.by)} | {', '.join(s.needs)} |\n"
            )
        parts.append(
            "\n| field | kind | question | needed | who sees it | HXL |\n| --- | --- | --- | --- | --- | --- |\n"
        )
        parts.extend(_rows(register.fields, ""))
        for rule in register.rules:
            parts.append(f"\n`{rule!r}`\n")
    return "".join(parts)


def _terms() -> str:
    """The manual of the terms: each function's own words."""
    labels = code_lists()["term"].labels
    parts = [_MADE, "# Terms\n\nThe kinds of clause a machine can check, from `src/greenline/analysis/terms.py`. "]
    parts.append("How a clause is set up: [agreement](../how-to/agreement.md).\n")
    for name, term in TERMS.items():
        parts.append(f"\n## {name}\n\n{labels[name]}.\n")
        parts.extend(f"\n{inspect.getdoc(one)}\n" for one in (term.incident, term.window) if one is not None)
        kinds = ", ".join(f"`{kind}`" for kind in term.kinds) or "none; it asks for an act"
        parts.append(f"\nKinds of incident: {kinds}. Needs: {', '.join(term.needs) or 'nothing more'}.\n")
    return "".join(parts)


def _effects() -> str:
    """The effects behind what-if."""
    parts = [_MADE, "# Effects\n\nWhat studies found, from `src/greenline/analysis/effects.py`; associations, no "]
    parts.append("guarantee. How they are used: [what-if](../how-to/what-if.md).\n")
    for one in EFFECTS.values():
        parts.append(f"\n## {one.id}\n\n{one.result} {one.study}; {one.unit}; {one.source}.\n")
        if not one.acts:
            parts.append(f"\nNo factor to apply ({one.use}).\n")
        else:
            parts.append("\n| acts on | factor | low | high | for each | up to | months of lag | the range |\n")
            parts.append("| --- | --- | --- | --- | --- | --- | --- | --- |\n")
        for factor in dict.fromkeys(one.acts.values()):
            name = ", ".join(each for each, told in one.acts.items() if told == factor)
            per = "presence" if one.per is None else f"{one.per:,g} {one.of}"
            limit = "" if one.limit is None else f"{one.limit:,g}"
            parts.append(f"| {name} | {factor.best:.3g} | {factor.low:.3g} | {factor.high:.3g} | {per} | {limit} | ")
            parts.append(f"{one.lag} | {factor.chosen} |\n")
        if one.caveats:
            parts.append(f"\nBe wary: {'; '.join(one.caveats)}.\n")
    parts.append("\n## Never both\n\n")
    parts.extend(f"- {words}\n" for words in NEVER_BOTH.values())
    parts.append("\n## Which missions\n\n| operation | sample | why |\n| --- | --- | --- |\n")
    parts.extend(f"| {name} | {lies} | {why} |\n" for name, (lies, why) in OPERATIONS.items())
    return "".join(parts)


def _rights() -> str:
    circles = list(CIRCLES.values())
    parts = [_MADE, "# Roles and audiences\n\nAs declared; `greenline roles MISSION` prints it with a mission's own "]
    parts.append("terms.\n\n| role | what for |\n| --- | --- |\n")
    parts.extend(f"| {role} | {duty} |\n" for role, duty in rights.duties())
    parts.append("\n| level | name | mark of the United Nations (ST/SGB/2007/6) |\n| --- | --- | --- |\n")
    parts.extend(f"| {level} | {name} | {mark} |\n" for level, name, mark in rights.levels())
    parts.append("\n| register | step | from and to | by |\n| --- | --- | --- | --- |\n")
    parts.extend(f"| {noun} | {step} | {way} | {', '.join(by)} |\n" for noun, step, way, by in rights.steps())
    for noun, register in REGISTERS.items():
        names = " | ".join("party:X" if one.name == "party" else one.name for one in circles)
        parts.append(f"\n## {noun}\n\n| field | {names} |\n|{' --- |' * (len(circles) + 1)}\n")
        parts.append(f"| (records) | {' | '.join(rights.records(register, one) for one in circles)} |\n")
        rows = rights.fields(register, circles)
        parts.extend(f"| `{path}` | {' | '.join(seen)} |\n" for path, seen in rows)
    return "".join(parts)


def _level(register: type[Register]) -> str:
    if register.apart:
        return "Apart: read only by who is named in a record, by no list, map, export or history."
    if register.field("sensitivity"):
        return "A record's own `sensitivity` says which audiences see it at all."
    names = [a.name for a in CIRCLES.values() if a.clearance >= register.level]
    return f"Seen by: {', '.join(names)}."


def _rows(fields: tuple[Field, ...], prefix: str) -> Iterator[str]:
    for one in fields:
        path = prefix + one.name
        kind = f"{one.kind} `{one.codes}`" if one.codes else f"{one.kind} to {one.refers}" if one.refers else one.kind
        kind += " (repeats)" if one.repeats else ""
        needed = "yes" if one.required else ""
        told = _seen(one.ask.marking)
        yield f"| `{path}` | {kind} | {one.ask.question} | {needed} | {told} | {one.ask.hxl} |\n"
        yield from _rows(one.parts, f"{path}[]." if one.repeats else f"{path}.")


def _seen(marking: Marking) -> str:
    full = [a.name for a in CIRCLES.values() if a.clearance >= marking.level]
    coarse = [f"{a.name} ({marking.grid_km} km cell)" for a in CIRCLES.values() if a.name not in full]
    return ", ".join(full + (coarse if marking.grid_km else []))


def _codes() -> str:
    parts = [_MADE, "# Code lists\n\nFrom `src/greenline/words/codes/`; a mission may narrow a list.\n"]
    for listed in code_lists().values():
        parts.append(f"\n## {listed.name}\n\n| code | meaning |\n| --- | --- |\n")
        parts.extend(f"| {code} | {label} |\n" for code, label in listed.labels.items())
    return "".join(parts)


def _errors() -> str:
    parts = [
        _MADE,
        "# Refusals\n\nWhat a person can mend is refused with a code, a sentence and, where values are wrong, ",
    ]
    parts.append("every issue at once.\n\n| code | HTTP | meaning |\n| --- | --- | --- |\n")
    for kind in errors.Refusal.__subclasses__():
        parts.append(f"| `{kind.code}` | {kind.status} | {(kind.__doc__ or '').splitlines()[0]} |\n")
    return "".join(parts)


def _commands() -> str:
    import typer.main

    from greenline.cli.main import app

    group = typer.main.get_command(app)
    parts = [_MADE, "# Command line\n\nExit codes: 0 done, 1 problems found, 2 wrong use.\n"]
    parts.extend(_listed(group, "greenline"))
    return "".join(parts)


def _listed(group: Any, before: str) -> Iterator[str]:
    """The commands of a group, and those of the groups in it."""
    for name, command in sorted(getattr(group, "commands", {}).items()):
        yield f"\n## {before} {name}\n\n{_paragraphs(command.help or '')}\n\n"
        for parameter in command.params:
            told = getattr(parameter, "help", "") or ""
            words = ", ".join(getattr(parameter, "opts", [parameter.name]))
            if "--help" not in words:
                yield f"- `{words}`: {told}\n"
        yield from _listed(command, f"{before} {name}")


def _paragraphs(text: str) -> str:
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))


def main() -> int:
    """Write or check; 1 when something is stale."""
    stale = []
    for path, text in derived().items():
        file = ROOT / path
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            stale.append(path)
            if "--check" not in sys.argv:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, encoding="utf-8")
    if stale and "--check" in sys.argv:
        print("Stale, run `make derived`: " + ", ".join(stale))
        return 1
    print("Wrote " + ", ".join(stale) if stale else "All derived files are fresh.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
