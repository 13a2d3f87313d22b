"""The stranger's tool on seals, releases and proofs of growth: every vector, and what nobody thought of."""

from __future__ import annotations

import io
import json
import shutil
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_verify_tool import VECTORS, load, run, tool

from greenline.ledger import proof
from greenline.ledger.entry import Tree

make = load("make_sealed", VECTORS / "make_sealed.py")
INDEX = json.loads((VECTORS / "sealed.json").read_text())["files"]
SIGNERS = str(VECTORS / "seals" / "allowed_signers")
needs_openssh = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="there is no ssh-keygen here")


def test_vectors_are_fresh() -> None:
    files = make.build()
    for name, raw in files.items():
        assert (VECTORS / name).read_bytes() == raw, f"{name}: run tests/vectors/make_sealed.py"
    assert {f"seals/{file.name}" for file in (VECTORS / "seals").iterdir()} == set(files) - {"sealed.json"}


def options(vector: dict[str, Any]) -> list[str]:
    words = [word for one in vector.get("held", ()) for word in ("--held", str(VECTORS / one))]
    return words + (["--signers", SIGNERS] if vector.get("signers") else [])


@pytest.mark.parametrize("vector", INDEX, ids=lambda v: v["file"])
def test_vector(vector: dict[str, Any]) -> None:
    if vector.get("signers") and shutil.which("ssh-keygen") is None:
        pytest.skip("there is no ssh-keygen here")
    done = run(str(VECTORS / vector["file"]), *options(vector), "--json")
    assert done.stderr == ""
    told = json.loads(done.stdout)
    assert (told["whole"], done.returncode) == (vector["accepted"], 0 if vector["accepted"] else 1), told
    assert [problem["word"] for problem in told["problems"]][:1] == ([vector["word"]] if "word" in vector else [])
    assert bool(told["proven"]) == vector["accepted"]


def test_there_are_enough_vectors() -> None:
    assert {v["word"] for v in INDEX if "word" in v} >= {
        *("older", "fork", "shrunk", "site_missing", "another_mission", "signature", "spelling", "rewritten", "run"),
        *("sealed", "your_head", "your_seal", "values", "chain", "missing", "again", "cut", "extra", "site", "format"),
    }


def release(rows: list[Any], **more: Any) -> Any:
    return tool.verify_release(io.BytesIO(make.make.file_of(rows)), "x", **more)


# --- the tool as a thing


def test_grown() -> None:
    one, two, growth = (str(VECTORS / "seals" / f"{name}.json") for name in ("seal-1", "seal-2", "growth"))
    assert run("--grown", one, two, growth).returncode == 0
    done = run("--grown", one, one, growth, "--json")
    assert (done.returncode, json.loads(done.stdout)["problems"][0]["word"]) == (1, "your_seal")
    done = run("--grown", two, one, growth)
    assert done.returncode == 1
    assert run("--grown", one, two).returncode == 2


def test_a_ledger_against_a_seal(tmp_path: Path) -> None:
    scene = make.Scene()
    file = tmp_path / "ledger.jsonl"
    header = make.make.header(scene.hq.head(), scene.team.head())
    file.write_bytes(make.make.file_of([header, *scene.hq.entries, *scene.team.entries]))
    seals = [word for n in (1, 2) for word in ("--held", str(VECTORS / "seals" / f"seal-{n}.json"))]
    assert run(str(file), *seals).returncode == 0
    for name, word in (("fork-number", "your_head"), ("another-mission", "another_mission")):
        done = run(str(file), "--held", str(VECTORS / "seals" / f"{name}.json"), "--json")
        assert (done.returncode, json.loads(done.stdout)["problems"][0]["word"]) == (1, word)
    header["heads"] = header["heads"][:1]
    file.write_bytes(make.make.file_of([header, *scene.hq.entries]))
    done = run(str(file), *seals, "--json")
    assert json.loads(done.stdout)["problems"][0]["word"] == "your_head"


@needs_openssh
def test_who_signed(tmp_path: Path) -> None:
    """The command that the tool prints does what it says, and so does the tool itself."""
    file = str(VECTORS / "seals" / "release.jsonl")
    out = tmp_path / "the seal.json"
    told = run(file, "--seal-to", str(out)).stdout
    assert f"-s '{out}.sig' < '{out}'" in told
    assert out.read_bytes() == (VECTORS / "seals" / "seal-2.json").read_bytes()
    assert "Good" in run(str(out), "--signers", SIGNERS).stdout
    assert run(file, "--seal-to", str(out)).returncode == 2, "nothing is overwritten"
    ledger = str(VECTORS / "good" / "several.jsonl")
    done = run(ledger, "--signers", SIGNERS, "--json")
    assert json.loads(done.stdout)["problems"][0]["word"] == "signature", "nothing of it is signed"
    done = run(ledger, "--signers", SIGNERS, "--held", str(VECTORS / "seals" / "seal-1.json"))
    assert done.returncode == 0, done.stdout
    (tmp_path / "none.json").write_bytes(out.read_bytes())
    done = run(str(tmp_path / "none.json"), "--signers", SIGNERS)
    assert "no signature beside" in done.stdout
    assert done.returncode == 1
    assert run(str(out), "--signers", str(tmp_path / "nowhere")).returncode == 1


def test_without_openssh(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert tool.main([str(VECTORS / "seals" / "seal-1.json"), "--signers", SIGNERS]) == 2
    assert "no ssh-keygen" in capsys.readouterr().err


def test_shows_values() -> None:
    told = run(str(VECTORS / "seals" / "release-part.jsonl"), "--show").stdout
    assert 'hq/3\n  @by: "OBS-7"\n' in told
    assert "hq/4  withheld" in told
    assert "count.about: 15" in told
    assert "REP-" not in run(str(VECTORS / "seals" / "broken-edited.jsonl"), "--show").stdout


def test_labels_cannot_drive_a_terminal() -> None:
    scene = make.Scene()
    rows = make.release(scene.two, scene.spans())
    rows[0]["purpose"] = "\x1b[2J\u202e"
    verdict = release(rows)
    assert verdict.whole
    assert "\x1b" not in verdict.told()
    assert "\u202e" not in verdict.told()


def test_memory_is_flat() -> None:
    chain = make.make.Chain("hq")
    for n in range(3000):
        chain.add({"@by": "OBS-7", "count.about": n})
    signed = make.seal("cyprus", make.heads((chain, 3000)), None, "2026-11-21T00:00:07Z", make.signer())
    stream = io.BytesIO(make.make.file_of(make.release(signed, {"hq": (chain, 2, 2999)})))
    tracemalloc.start()
    verdict = tool.verify_release(stream)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert verdict.whole
    assert peak < 300_000


# --- what nobody thought of


def tree(hashes: list[bytes]) -> bytes:
    grown = Tree()
    for one in hashes:
        grown.add(one)
    return grown.root()


@settings(max_examples=200)
@given(st.integers(0, 70), st.integers(0, 70), st.data())
def test_growth_of_any_tree(one: int, two: int, data: st.DataObject) -> None:
    older, newer = sorted((one, two))
    hashes = [bytes([n]) * 32 for n in range(newer)]
    first, last = tool.Head("hq", older, tree(hashes[:older])), tool.Head("hq", newer, tree(hashes))
    path = proof.roots(iter(hashes), proof.growth(older, newer))
    assert tool.grown(first, last, path)
    assert not tool.grown(first, last, [*path, bytes(32)])
    if path:
        place = data.draw(st.integers(0, len(path) - 1))
        assert not tool.grown(first, last, path[:place] + path[place + 1 :])
        assert not tool.grown(first, last, [*path[:place], b"\xff" * 32, *path[place + 1 :]])
    if 0 < older < newer:
        assert not tool.grown(first._replace(root=b"\xff" * 32), last, path)
        assert not tool.grown(first, last._replace(root=b"\xff" * 32), path)


@settings(max_examples=200)
@given(st.integers(0, 70), st.data())
def test_a_run_of_any_tree(size: int, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, size))
    end = data.draw(st.integers(start, size))
    hashes = [bytes([n]) * 32 for n in range(size)]
    before, after = proof.blocks(0, start), proof.blocks(end, size)
    roots = proof.roots(iter(hashes), [*before, *after])
    assert tool.blocks(end, size) == [stop - begin for begin, stop in after]
    found = tool.Tree(start, roots[: len(before)])
    assert found.root() == tree(hashes[:start])
    for one in hashes[start:end]:
        found.add(one)
    for width, node in zip(tool.blocks(end, size), roots[len(before) :], strict=True):
        found.add(node, width)
    assert (found.size, found.root()) == (size, tree(hashes))


def test_proofs_are_short() -> None:
    for size in (500_000, 2**20, 2**20 - 1):
        assert len(proof.growth(size // 3, size)) <= 2 * size.bit_length()
        assert len(proof.blocks(0, size // 3)) + len(proof.blocks(size // 2, size)) <= 3 * size.bit_length()


def content(raw: bytes) -> Any:
    """What a release says, but the labels that no hash covers."""
    rows = [json.loads(row) for row in raw.split(b"\n") if row.strip()]
    labels = ("audience", "recipient", "purpose", "expires", "period", "made_at")
    return [{k: v for k, v in rows[0].items() if k not in labels}, *rows[1:]]


@settings(max_examples=150)
@given(st.data())
def test_any_changed_byte_of_a_release_is_refused(data: st.DataObject) -> None:
    """But the seal's own words and signature, which ssh-keygen checks."""
    raw = bytearray((VECTORS / "seals" / "release-part.jsonl").read_bytes())
    said = content(bytes(raw))
    place = data.draw(st.integers(0, len(raw) - 1))
    raw[place] ^= data.draw(st.integers(1, 255))
    verdict = tool.verify_release(io.BytesIO(bytes(raw)))
    if verdict.whole:
        now = content(bytes(raw))
        for row in (said[0], now[0]):
            for name in ("number", "previous", "sealed_at"):
                del row["seal"][name]
            del row["signature"]
        assert now == said


@settings(max_examples=150)
@given(st.binary(max_size=200), st.sampled_from(["release.jsonl", "seal-1.json", "growth.json"]), st.data())
def test_any_bytes(raw: bytes, name: str, data: st.DataObject) -> None:
    whole = (VECTORS / "seals" / name).read_bytes()
    place = data.draw(st.integers(0, len(whole)))
    mixed = whole[:place] + raw + whole[place + len(raw) :]
    for judge in (tool.verify_seal, tool.verify_growth, lambda b: tool.verify_release(io.BytesIO(b))):
        judge(raw)
        judge(mixed)
    assert not tool.verify_seal(raw).whole
    assert not tool.verify_growth(raw).whole


odd = st.sampled_from((None, True, 0, -1, 2**53 - 1, 1.5, "", "\x1b", "hq", "ab" * 32, [], {}, [[]], {"a": 1}))


@settings(max_examples=200)
@given(st.sampled_from(["release-part.jsonl", "seal-2.json", "growth.json"]), odd, st.data())
def test_anything_put_anywhere(name: str, value: Any, data: st.DataObject) -> None:
    """Refused, or harmless; never a traceback."""
    rows = [json.loads(row) for row in (VECTORS / "seals" / name).read_bytes().splitlines()]
    node: Any = data.draw(st.sampled_from(rows))
    while True:
        key = data.draw(st.sampled_from(sorted(node) if isinstance(node, dict) else list(range(len(node)))))
        if isinstance(node[key], dict | list) and node[key] and data.draw(st.booleans()):
            node = node[key]
            continue
        node[key] = value
        break
    raw = b"".join(json.dumps(row).encode() + b"\n" for row in rows)
    kinds = {"r": lambda b: tool.verify_release(io.BytesIO(b)), "s": tool.verify_seal, "g": tool.verify_growth}
    assert kinds[name[0]](raw).told()
