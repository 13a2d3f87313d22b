# ruff: noqa: F811 - fixtures of another file
"""`greenline seal`, `release`, `compare`, and a party that checks what it was handed."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from made import ROOT
from test_cli import document, place, run  # noqa: F401 - fixtures

Run = Callable[..., tuple[int, str, str]]
TOOL = str(ROOT / "tools" / "verify_ledger.py")


def tool(*words: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", "-S", TOOL, *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_a_party_is_handed_seals_and_a_release(run: Run, place: Path, tmp_path: Path) -> None:
    seals, file = tmp_path / "seals", tmp_path / "r"
    code, out, _ = run("seal", place, "--out", seals, "--json")
    told = document(out)
    assert (code, told["number"], told["new"]) == (0, 1, True)
    seal = seals / "alpha-seal-00001.json"
    assert {str(f) for f in seals.iterdir()} == set(told["files"])
    assert "PRIVATE" not in out
    again = document(run("seal", place, "--json")[1])
    assert (again["number"], again["new"]) == (1, False)
    words = ("--to", "public", "--period", "2020-01-01..2100-01-01", "--out", file)
    code, out, err = run("release", *words, "--mission", place, "--purpose", "joint commission", "--json")
    assert (code, document(out)["seal"]) == (0, 1), err
    signers = ("--signers", seals / "allowed_signers") if shutil.which("ssh-keygen") else ()
    for done in (tool(file, *signers), tool(file, "--held", seal), tool(seal, *signers)):
        assert done.returncode == 0, done.stdout
    acts = tmp_path / "acts.jsonl"
    values = {"happened_at": "2025-03-02", "kind": "CFV-SAF", "source_kind": "NGO", "sensitivity": "0"}
    acts.write_text(json.dumps({"register": "report", "key": "k", "values": values}))
    assert run("submit", acts, "-m", place)[0] == 0
    code, out, _ = run("release", place, *words, "--json")
    assert (code, document(out)["seal"]) == (0, 2), "what was not sealed yet is sealed first"
    proof = tmp_path / "growth.json"
    code, out, err = run("compare", seal, place, "--signers", seals / "allowed_signers", "--out", proof, "--json")
    told = document(out)
    assert (code, told["grown"], told["known"], told["newest"]) == (0, True, True, 2), err
    assert tool(proof, "--held", seal, *signers).returncode == 0
    assert run("compare", file, place)[0] == 0, "a release holds a seal too"
    code, out, _ = run("seal", place, "--list", "--out", seals, "--json")
    assert [one["number"] for one in document(out)["seals"]] == [1, 2]
    assert tool("--grown", seal, seals / "alpha-seal-00002.json", proof).returncode == 0
    code, out, _ = run("verify", place, "--json")
    assert (code, document(out)["seals"]) == (0, 2)


def test_for_people(run: Run, place: Path, tmp_path: Path) -> None:
    assert "No seal was given yet" in run("seal", place, "--list")[1]
    out = run("seal", place, "--out", tmp_path / "s")[1]
    assert "Sealed: seal 1" in out
    assert 'alpha namespaces="greenline-seal" ssh-ed25519 ' in out
    assert "Nothing came since" in run("seal", place)[1]
    assert "seal 1 of" in run("seal", place, "--list")[1]
    assert "only grew" in run("compare", tmp_path / "s" / "alpha-seal-00001.json", place)[1]
    out = run("release", place, "--to", "public", "--period", "2020-01-01..2100-01-01", "--out", tmp_path / "r")[1]
    assert "python verify_ledger.py r" in out


def test_a_key_of_ones_own(run: Run, place: Path, tmp_path: Path) -> None:
    if shutil.which("ssh-keygen") is None:
        pytest.skip("there is no ssh-keygen here")
    for name in ("one", "two"):
        subprocess.run(
            ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", tmp_path / name], check=True, capture_output=True
        )
    told = document(run("seal", place, "--key", tmp_path / "one", "--json")[1])
    assert told["allowed_signers"].split()[3] in (tmp_path / "one.pub").read_text()
    code, out, _ = run("seal", place, "--key", tmp_path / "two", "--json")
    assert (code, "--new-key" in document(out)["sentence"]) == (1, True)
    assert document(run("seal", place, "--key", tmp_path / "two", "--new-key", "--json")[1])["number"] == 2
    assert run("seal", place, "--key", tmp_path / "two.pub")[0] == 1
    assert run("seal", place, "--key", tmp_path / "three")[0] == 2


def test_a_ledger_that_was_rewritten(run: Run, place: Path, tmp_path: Path) -> None:
    import sqlite3

    data = tmp_path / "d"
    assert run("seal", place, "--data", data, "--out", tmp_path / "s")[0] == 0
    connection = sqlite3.connect(data / "ledger.sqlite")
    connection.execute("DELETE FROM ledger_entry WHERE pos = (SELECT max(pos) FROM ledger_entry)")
    connection.commit()
    connection.close()
    seal = tmp_path / "s" / "alpha-seal-00001.json"
    code, out, _ = run("compare", seal, place, "--data", data, "--out", tmp_path / "p", "--json")
    told = document(out)
    assert (code, told["grown"], told["problems"][0]["code"], told["proof"]) == (1, False, "shrunk", None)
    assert not (tmp_path / "p").exists()
    code, out, _ = run("compare", seal, place, "--data", data)
    assert (code, "shrunk" in out) == (1, True)


WRONG: list[tuple[list[str], int]] = [
    (["seal"], 2),
    (["seal", "nowhere"], 2),
    (["release", "--to", "public", "--period", "2025-01-01..2025-12-31", "--out", "x"], 2),
    (["release", "MISSION", "-m", "MISSION", "--to", "public", "--period", "2025-01-01..2025-12-31", "--out", "x"], 2),
    (["release", "MISSION", "--to", "enemy", "--period", "2025-01-01..2025-12-31", "--out", "x"], 2),
    (["release", "MISSION", "--to", "public", "--period", "last year", "--out", "x"], 1),
    (["release", "MISSION", "--to", "public", "--period", "2025-01-01..2025-12-31", "--out", "no/such/x"], 1),
    (["release", "MISSION", "--to", "public", "--period", "2025-01-01..2025-01-02", "--out", "x", "--expires", "x"], 1),
    (["compare", "nowhere", "MISSION"], 2),
    (["compare", "mission.toml", "MISSION"], 1),
    (["compare", "seal.json", "MISSION", "--signers", "nowhere"], 2),
    (["compare", "seal.json", "nowhere"], 2),
]


@pytest.mark.parametrize(("words", "code"), WRONG, ids=lambda x: " ".join(x) if isinstance(x, list) else str(x))
def test_wrong_use(
    run: Run,
    place: Path,
    words: list[str],
    code: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(place)
    shutil.copy(ROOT / "tests" / "vectors" / "seals" / "seal-1.json", place / "seal.json")
    run("rebuild", place)
    got, out, err = run(*[str(place) if w == "MISSION" else w for w in words])
    assert got == code, out + err
    assert out + err
    assert "Traceback" not in out + err
    assert not (place / "x").exists()
