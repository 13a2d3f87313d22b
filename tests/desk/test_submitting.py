"""Acts as JSON lines: each line on its own, its refusal with its number."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from made import incident, report

from greenline.desk.desk import Desk
from greenline.desk.submitting import MOST_LINE, submit_lines


def lines(desk: Desk, *acts: Any) -> list[dict[str, Any]]:
    body = b"\n".join(a if isinstance(a, bytes) else json.dumps(a).encode() for a in acts)
    return submit_lines(desk, io.BytesIO(body))


def act(**more: Any) -> dict[str, Any]:
    return {"register": "report", "values": report(), **more}


def test_good_lines(desk: Desk) -> None:
    first, again, other = lines(
        desk, act(key="k"), b"", act(key="k"), act(register="incident", step="open", values=incident())
    )
    assert (first["line"], first["seq"], first["already"]) == (1, 1, False)
    assert (again["line"], again["already"], again["ref"]) == (3, True, first["ref"])
    assert other["ref"].startswith("INC-")
    assert [r["already"] for r in lines(desk, act(), act())] == [False, True]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"{", "bad_request"),
        (b"[]", "bad_request"),
        (b"3", "bad_request"),
        (b"\xff", "bad_request"),
        (b"[" * 5000, "bad_request"),
        ({"values": {}}, "bad_request"),
        (act(colour="red"), "bad_request"),
        (act(values=[]), "bad_request"),
        (act(values=None), "bad_request"),
        (act(saw="1"), "bad_request"),
        (act(saw=True), "bad_request"),
        (act(step="amend", ref="REP-00000", reason="r", saw=2**70), "bad_request"),
        (act(key=3), "bad_request"),
        (act(register="planet"), "not_found"),
        (act(step="fly"), "invalid"),
        (act(by="NOBODY"), "not_allowed"),
        (act(by=""), "not_allowed"),
        (act(register="incident", step="open", by="OBS-1", values=incident()), "not_allowed"),
        (act(step="amend", ref="REP-00000", reason="r"), "not_found"),
        (act(values=report(kind="X")), "invalid"),
        (b'{"register": "report", "values": {"account": "' + b"x" * MOST_LINE + b'"}}', "bad_request"),
    ],
)
def test_a_bad_line_does_not_stop_the_others(desk: Desk, line: Any, code: str) -> None:
    before, bad, after = lines(desk, act(key="a"), line, act(key="b"))
    assert (bad["line"], bad["code"]) == (2, code)
    assert bad["sentence"].endswith((".", "?"))
    assert (before["seq"], after["seq"], after["line"]) == (1, 2, 3)


def test_who(desk: Desk) -> None:
    from greenline.core.handling import MISSION
    from greenline.desk import picture

    told = lines(desk, act(by="OBS-1"), act(key="x"))
    by = [picture.history(desk, "report", r["ref"], MISSION)["versions"][0]["by"] for r in told]
    assert by == ["OBS-1", "OPERATOR"]
