"""docs/how-to/register.md, done as it says: one file with the text it gives, one line. All else follows by itself."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
from made import ROOT, make_folder

HOW_TO = ROOT / "docs" / "how-to" / "register.md"
ACT = {
    "key": "k1",
    "values": {
        "seen_at": "2025-03-02T14:05:00+02:00", "place": [33.3612, 35.1764], "held_by": "Militia", "armed": True,
        "weapons": ["small_arms"], "vehicles": {"low": 3, "high": 9}, "counts": [{"low": 1}, {"low": 4, "high": 5}],
        "account": "=cmd: a barrier of tyres",
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as it is, with the how-to's file and line added."""
    root = tmp_path_factory.mktemp("copy")
    for name in ("src", "tools", "docs"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    (root / "room" / "src").mkdir(parents=True)
    shutil.copy(ROOT / "room" / "src" / "registers.ts", root / "room" / "src")
    text = HOW_TO.read_text(encoding="utf-8")
    block = re.search(r"here `(\w+\.py)`:\n\n```python\n(.*?)```", text, re.S)
    line = re.search(r'the file\'s name: `("\w+",)`', text)
    assert block is not None
    assert line is not None
    registers = root / "src" / "greenline" / "registers"
    (registers / block[1]).write_text(block[2], encoding="utf-8")
    listed = (registers / "__init__.py").read_text(encoding="utf-8")
    assert listed.count('    "folder",\n') == 1
    (registers / "__init__.py").write_text(listed.replace('    "folder",\n', f'    "folder",\n    {line[1]}\n'))
    return root


def run(copy: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(copy / "src"), "GREENLINE_DATA": str(copy / "data")}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=copy,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.fixture(scope="module")
def address(copy: Path) -> Iterator[str]:
    """A server of the copy, on a free port of loopback."""
    folder = make_folder(copy / "alpha")
    environment = {**os.environ, "PYTHONPATH": str(copy / "src"), "GREENLINE_DATA": str(copy / "data")}
    command = [sys.executable, "-m", "greenline.cli", "serve", str(folder), "--port", "0", "--logs", "quiet"]
    with subprocess.Popen(command, cwd=copy, env=environment, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        found = re.search(r"http://\S+?:\d+", running.stdout.readline())
        assert found is not None
        yield found[0]
        running.terminate()


def ask(address: str, path: str, body: Any = None) -> bytes:
    data = None if body is None else json.dumps(body).encode()
    with urlopen(Request(address + path, data, {"Content-Type": "application/json"})) as answer:
        told: bytes = answer.read()
    return told


def test_it_is_one_file_and_one_line(copy: Path) -> None:
    changed = [
        str(file.relative_to(copy))
        for file in (copy / "src").rglob("*.py")
        if not (ROOT / file.relative_to(copy)).exists()
        or file.read_bytes() != (ROOT / file.relative_to(copy)).read_bytes()
    ]
    assert sorted(changed) == ["src/greenline/registers/__init__.py", "src/greenline/registers/checkpoint.py"]
    before = (ROOT / changed[0] if "__init__" in changed[0] else ROOT / changed[1]).read_text().splitlines()
    assert len((copy / "src/greenline/registers/__init__.py").read_text().splitlines()) == len(before) + 1


def test_api_history_map_and_exports_have_it(address: str) -> None:
    receipt = json.loads(ask(address, "/api/checkpoint", ACT))
    assert receipt["ref"].startswith("CHK-")
    amended = {"step": "amend", "key": "k2", "ref": receipt["ref"], "saw": receipt["pos"], "reason": "Counted again"}
    ask(address, "/api/checkpoint", {**amended, "values": {"vehicles": {"low": 4, "high": 9}}})
    record = json.loads(ask(address, f"/api/checkpoint/{receipt['ref']}"))
    assert record["values"]["vehicles"] == {"low": 4, "high": 9}
    assert record["values"]["counts"] == [{"low": 1}, {"low": 4, "high": 5}]
    versions = json.loads(ask(address, f"/api/checkpoint/{receipt['ref']}/history"))["versions"]
    assert [v["step"] for v in versions] == ["enter", "amend"]
    assert json.loads(ask(address, "/api/checkpoint/count?bbox=33,35,34,36&since=2025-03-01&q=tyres"))["count"] == 1
    rows = json.loads(ask(address, "/api/picture"))["rows"]
    assert [(row["lon"], row["lat"], row["label"]) for row in rows if row["register"] == "checkpoint"] == [
        (33.3612, 35.1764, "Militia")
    ]
    for form, mark in (("csv", b"Militia"), ("geojson", b'"Point"'), ("jsonl", b'"CHK-'), ("xlsx", b"PK")):
        assert mark in ask(address, f"/api/checkpoint/export?format={form}")
    assert b"#date+occurred" in ask(address, "/api/checkpoint/export?format=csv&hxl=1")
    assert b"'=cmd" in ask(address, "/api/checkpoint/export?format=csv")
    assert b"checkpoint" in ask(address, "/ogc/collections")
    columns = ask(address, "/api/checkpoint/columns")
    assert len(columns) > 50


def test_a_lower_audience_has_the_coarse_place_and_no_account(address: str) -> None:
    told = ask(address, "/api/checkpoint/export?format=jsonl&audience=public")
    assert b"tyres" not in told
    assert b"33.3612" not in told


def test_its_form_and_schema_are_told(address: str) -> None:
    registers = json.loads(ask(address, "/api/registers"))
    one = next(r for r in registers if r["name"] == "checkpoint")
    assert [f["name"] for f in one["fields"]][:3] == ["seen_at", "place", "held_by"]
    document = json.loads(ask(address, "/api/openapi.json"))
    assert "checkpoint" in document["components"]["schemas"]
    assert "/api/checkpoint" in document["paths"]


def test_wrong_values_are_told_in_sentences(address: str) -> None:
    wrong = {**ACT, "key": "k3", "values": {**ACT["values"], "vehicles": {"low": 9, "high": 3}}}  # type: ignore[dict-item]
    with pytest.raises(Exception, match="422"):
        ask(address, "/api/checkpoint", wrong)


def test_what_is_derived_follows(copy: Path) -> None:
    assert run(copy, "tools/derive.py", "--check").returncode == 1
    assert run(copy, "tools/derive.py").returncode == 0
    assert run(copy, "tools/derive.py", "--check").returncode == 0
    assert "## checkpoint" in (copy / "docs" / "reference" / "registers.md").read_text()
    assert '"checkpoint"' in (copy / "room" / "src" / "registers.ts").read_text()


def test_verify_and_the_command_line(copy: Path, address: str) -> None:
    told = run(copy, "-m", "greenline.cli", "verify", str(copy / "alpha"))
    assert "whole" in told.stdout, told.stderr
    out = run(copy, "-m", "greenline.cli", "export", "checkpoint", "--mission", str(copy / "alpha"), "--out", "-")
    assert "Militia" in out.stdout
