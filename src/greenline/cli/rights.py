"""Who may do what and who is told what: `roles`."""

from __future__ import annotations

from typing import Any

from .common import JsonOption, MissionArgument, app, out, plain, say


@app.command()
def roles(mission: MissionArgument, json_: JsonOption = False) -> None:
    """Print who may take which step on which register, and how each audience sees each field, in this mission.

    Example: `greenline roles ./mission`
    """
    from ..desk import rights
    from ..mission import find, load
    from ..registers import REGISTERS

    read = load(find(mission))
    audiences = list(read.audiences.values())
    body: dict[str, Any] = {
        "roles": dict(rights.duties()),
        "people": {person.call_sign: list(person.roles) for person in read.people},
        "levels": [{"level": level, "name": name, "un": mark} for level, name, mark in rights.levels()],
        "steps": [
            {"register": noun, "step": step, "way": way, "by": by} for noun, step, way, by in rights.steps()
        ],
        "audiences": [
            {**one, "terms": [{"state": state, "shown": t.shown, "place": t.place, "delay_d": t.delay_d}
                              for state, t in one["terms"]]}
            for one in rights.circles(audiences)
        ],
        "registers": {
            noun: {
                "records": {one.name: rights.records(register, one) for one in audiences},
                "fields": {
                    path: dict(zip((one.name for one in audiences), seen, strict=True))
                    for path, seen in rights.fields(register, audiences)
                },
            }
            for noun, register in REGISTERS.items()
        },
    }  # fmt: skip
    if json_:
        say(body, True, [])
        return
    _table("Roles", ["role", "what for"], [list(pair) for pair in body["roles"].items()])
    _table("Levels", ["level", "name", "mark of the UN"], [list(row) for row in rights.levels()])
    _table(
        "Steps", ["register", "step", "from -> to", *DUTY_ORDER],
        [[noun, step, way, *("x" if role in by else "" for role in DUTY_ORDER)]
         for noun, step, way, by in rights.steps()],
    )  # fmt: skip
    told = list(read.settings.circles().values())
    parties = ", ".join(f"party:{party.code}" for party in read.parties)
    out.print(f"\nparty:X is each of {plain(parties) or 'no party yet'}.")
    names = ["party:X" if one.name == "party" else one.name for one in told]
    for noun, register in REGISTERS.items():
        rows = [["(records)", *(rights.records(register, one) for one in told)]]
        rows.extend([path, *seen] for path, seen in rights.fields(register, told))
        _table(f"{noun}: who sees what", ["field", *names], rows)


DUTY_ORDER = ("observer", "verifier", "desk", "analyst", "planner", "liaison", "head", "records", "machine")


def _table(title: str, header: list[str], rows: list[list[str]]) -> None:
    """A table of texts; as wide as it must be, so that a file of it can be compared with the next."""
    widths = [max(len(row[i]) for row in [header, *rows]) for i in range(len(header))]
    out.print(f"\n[bold]{plain(title)}[/bold]")
    for row in (header, ["-" * width for width in widths], *rows):
        line = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        out.print(plain(line.rstrip()), no_wrap=True, crop=False, overflow="ignore")
