"""The stream: the first event at once, in the form that a browser's EventSource reads."""

from __future__ import annotations

import asyncio
import json
import time
from typing import Any

import pytest
from made import report, send
from streaming import first_event

from greenline.desk.desk import Desk
from greenline.desk.numbers import TICK_S
from greenline.web.app import create_app


@pytest.mark.parametrize("query", ["", "audience=mission", "audience=public"])
def test_the_first_event_comes_at_once(desk: Desk, query: str) -> None:
    send(desk, "report", "send", values=report())
    text = asyncio.run(first_event(create_app(desk), query))
    told: dict[str, Any] = dict(line.split(": ", 1) for line in text.splitlines() if ": " in line)
    assert told["event"] == "pos"
    pos = json.loads(told["data"])["pos"]
    assert pos == 1 if "public" not in query else pos == int(time.time()) // TICK_S
