"""The stream: the first event at once, in the form that a browser's EventSource reads."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from made import report, send
from streaming import first_event

from greenline.desk.desk import Desk
from greenline.web.app import create_app


@pytest.mark.parametrize("query", ["", "audience=mission", "audience=public"])
def test_the_first_event_comes_at_once(desk: Desk, query: str) -> None:
    send(desk, "report", "send", values=report())
    text = asyncio.run(first_event(create_app(desk), query))
    told: dict[str, Any] = dict(line.split(": ", 1) for line in text.splitlines() if ": " in line)
    assert told["event"] == "pos"
    assert json.loads(told["data"]) == {"pos": 1}
