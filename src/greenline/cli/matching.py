"""Which reports may tell of one event: `match`."""

from __future__ import annotations

import json
import time
from typing import Annotated

import typer

from .common import DataOption, JsonOption, MissionArgument, app, open_desk, out, plain, progress


@app.command()
def match(
    mission: MissionArgument,
    write: Annotated[bool, typer.Option("--propose", help="Also record them as proposals.")] = False,
    most: Annotated[int, typer.Option(min=1, max=100_000, help="So many of the newest reports are compared.")] = 2000,
    data: DataOption = None,
    json_: JsonOption = False,
) -> None:
    """Compare reports that no incident cites with the incidents and reports near them, and print which may tell of one
    event, and why. People judge them in the room, or at /api/match.

    With --json a list: report, noun and event (the other's reference), total (bits), chance, reasons (feature, bits,
    said, held).

    Example: `greenline match cyprus --json`
    """
    from ..analysis.fusion.linking import Reason
    from ..desk.fusing import Matcher, pairs

    def named(reason: Reason) -> dict[str, object]:
        return {"feature": reason.feature, "bits": reason.bits, "said": reason.said, "held": reason.held}

    with open_desk(mission, data) as desk, progress("reports", quiet=json_) as bar:
        matcher = Matcher(desk)
        found = list(pairs(desk, matcher, most, bar))
        if write:
            matcher.compare_all([one.report for _, one in found], int(time.time()))
    if json_:
        told = [
            {
                "report": one.report, "noun": noun, "event": one.event, "total": one.total,
                "chance": round(one.chance, 3),
                "reasons": [named(reason) for reason in one.reasons],
            }
            for noun, one in found
        ]  # fmt: skip
        print(json.dumps(told, ensure_ascii=False))
        return
    for _, one in found:
        out.print(f"{plain(one.report)}  {plain(one.event)}  {100 * one.chance:.0f} %  ({one.total:+.1f} bits)")
        for reason in one.reasons:
            out.print(f"    {reason.bits:+6.1f}  {reason.feature:<12} {plain(reason.said)}  |  {plain(reason.held)}")
    out.print(f"{len(found)} pairs that may tell of one event. They are proposals.")
