"""What goes out: every register in every format for every audience, and a ledger that proves itself."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from made import ROOT, incident, report, send

from greenline.core.errors import BadRequest, NotFound
from greenline.core.handling import MISSION, PUBLIC, Audience
from greenline.desk import share
from greenline.desk.desk import Desk
from greenline.registers import REGISTERS


@pytest.fixture
def filled(desk: Desk) -> Desk:
    for level in "0123":
        cited = send(desk, "report", "send", values=report(sensitivity=level, account="Secret words")).ref
        one = send(desk, "incident", "open", values=incident(sensitivity=level, reports=[cited], title="Secret title"))
        send(desk, "incident", "amend", ref=one.ref, reason="Secret reason", values={"women": 1})
    send(desk, "site", "enter", values={"name": "Camp", "place": [33.123, 35.123], "sensitivity": "0"})
    return desk


def told(desk: Desk, register: str, audience: Audience, form: str) -> str:
    return "".join(share.export(desk, register, audience, form))


@pytest.mark.parametrize("noun", list(REGISTERS))
@pytest.mark.parametrize("audience", [MISSION, PUBLIC], ids=lambda a: a.name)
def test_every_format_tells_of_the_same_records(filled: Desk, noun: str, audience: Audience) -> None:
    rows = list(csv.DictReader(io.StringIO(told(filled, noun, audience, "csv"), newline="")))
    features = json.loads(told(filled, noun, audience, "geojson"))["features"]
    records = [json.loads(line) for line in told(filled, noun, audience, "jsonl").splitlines()]
    refs = [r["ref"] for r in records]
    assert refs == [r["ref"] for r in rows] == [f["id"] for f in features]
    expected = {"report": (4, 1), "incident": (4, 1), "site": (1, 1)}.get(noun, (0, 0))
    assert len(refs) == expected[audience is PUBLIC]


def test_pages_of_an_export(filled: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = told(filled, "report", MISSION, "jsonl")
    ledger = told(filled, "ledger", PUBLIC, "jsonl")
    monkeypatch.setattr(share, "_PAGE", 2)
    assert told(filled, "report", MISSION, "jsonl") == whole
    assert told(filled, "ledger", PUBLIC, "jsonl") == ledger


def test_no_such_format_or_register(desk: Desk) -> None:
    for register, form in (("report", "xml"), ("ledger", "csv"), ("ledger", "geojson")):
        with pytest.raises(BadRequest):
            told(desk, register, MISSION, form)
    with pytest.raises(NotFound):
        told(desk, "planet", MISSION, "csv")


def leaves(text: str) -> list[Any]:
    return [leaf for line in text.splitlines()[1:] for leaf in json.loads(line)["leaves"]]


def test_the_public_ledger_withholds_and_proves_itself(filled: Desk) -> None:
    whole, public = (told(filled, "ledger", a, "jsonl") for a in (MISSION, PUBLIC))
    header = json.loads(public.splitlines()[0])
    assert header["heads"] == json.loads(whole.splitlines()[0])["heads"]
    assert header["audience"] == "public"
    shown = [leaf for leaf in leaves(public) if isinstance(leaf, list)]
    assert {path for path, _, _ in shown if path[0] == "@"} == {"@register", "@step", "@state", "@declaration"}
    assert {path for path, _, _ in shown if path[0] != "@"} <= {
        "happened_at", "kind", "sensitivity", "source_kind", "reliability", "credibility", "women", "name",
    }  # fmt: skip
    assert "Secret" not in public
    assert len(leaves(public)) == len(leaves(whole))


@pytest.mark.parametrize("audience", [MISSION, PUBLIC], ids=lambda a: a.name)
def test_the_checking_tool_of_a_stranger_accepts_it(filled: Desk, audience: Audience, tmp_path: Path) -> None:
    (tmp_path / "ledger.jsonl").write_text(told(filled, "ledger", audience, "jsonl"), encoding="utf-8")
    tool = [sys.executable, str(ROOT / "tools" / "verify_ledger.py"), str(tmp_path / "ledger.jsonl")]
    done = subprocess.run(tool, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_an_empty_ledger(desk: Desk) -> None:
    (header,) = told(desk, "ledger", PUBLIC, "jsonl").splitlines()
    assert json.loads(header)["heads"] == []
