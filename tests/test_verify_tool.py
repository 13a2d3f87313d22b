"""The stranger's tool: every vector, the worked example of the format page, and what nobody thought of."""

from __future__ import annotations

import ast
import copy
import hashlib
import importlib.util
import io
import json
import re
import subprocess
import sys
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greenline.ledger import entry as ours

ROOT = Path(__file__).parent.parent
TOOL = ROOT / "tools" / "verify_ledger.py"
VECTORS = ROOT / "tests" / "vectors"
PAGE = ROOT / "docs" / "ledger-format.md"


def load(name: str, file: Path) -> ModuleType:
    """A module from a file that is in no package."""
    spec = importlib.util.spec_from_file_location(name, file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


tool = load("verify_ledger", TOOL)
make = load("make_vectors", VECTORS / "make.py")
INDEX = json.loads((VECTORS / "vectors.json").read_text())
LEDGERS, PROOFS = INDEX["ledgers"], INDEX["proofs"]
KEPT = ("good", "broken", "proofs")
GOOD = [vector for vector in LEDGERS if vector["accepted"]]


def run(*args: str) -> subprocess.CompletedProcess[str]:
    """The tool as a stranger runs it: no packages, no environment of ours."""
    command = [sys.executable, "-I", "-S", str(TOOL), *args]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def named(vector: dict[str, Any]) -> str:
    return str(vector["file"])


def judged(raw: bytes, *heads: str) -> Any:
    return tool.verify_ledger(io.BytesIO(raw), "x", [tool.held_head(head) for head in heads])


def held(vector: dict[str, Any]) -> list[str]:
    return [vector["head"]] if "head" in vector else []


# --- vectors


def test_vectors_are_fresh() -> None:
    for name, raw in make.build().items():
        assert (VECTORS / name).read_bytes() == raw, f"{name}: run tests/vectors/make.py"
    written = {str(file.relative_to(VECTORS)) for place in KEPT for file in (VECTORS / place).iterdir()}
    assert written == set(make.build()) - {"vectors.json"}


def test_there_are_enough_vectors() -> None:
    assert len(GOOD) >= 5
    assert len(LEDGERS) - len(GOOD) >= 25
    assert {word for v in LEDGERS + PROOFS if (word := v.get("word"))} >= {
        *("encoding", "json", "depth", "duplicate_key", "number", "half_character", "format", "shape", "hex", "site"),
        *("leaf", "leaf_order", "leaf_twice", "values", "chain", "missing", "again", "fork", "cut", "extra", "head"),
        *("your_head", "hash", "path"),
    }


@pytest.mark.parametrize("vector", LEDGERS, ids=named)
def test_ledger(vector: dict[str, Any]) -> None:
    file = VECTORS / vector["file"]
    verdict = judged(file.read_bytes(), *held(vector))
    assert verdict.whole == vector["accepted"]
    if vector["accepted"]:
        told = [{key: site[key] for key in ("site", "size", "root", "shown", "withheld")} for site in verdict.proven]
        assert told == vector["sites"]
        assert [head.told() for head in verdict.held] == held(vector)
    else:
        first = verdict.problems[0]
        assert (first.word, first.line) == (vector["word"], vector["line"])
        assert verdict.plain()["proven"] == []


@pytest.mark.parametrize("vector", PROOFS, ids=named)
def test_proof(vector: dict[str, Any]) -> None:
    heads = [tool.held_head(head) for head in held(vector)]
    verdict = tool.verify_proof((VECTORS / vector["file"]).read_bytes(), "x", heads)
    assert verdict.whole == vector["accepted"]
    assert [problem.word for problem in verdict.problems] == ([] if vector["accepted"] else [vector["word"]])


def as_a_program(vector: dict[str, Any]) -> subprocess.CompletedProcess[str]:
    kind = ["--proof"] if vector in PROOFS else []
    return run(*kind, str(VECTORS / vector["file"]), *(word for head in held(vector) for word in ("--head", head)))


def test_as_a_program() -> None:
    vectors = LEDGERS + PROOFS
    with ThreadPoolExecutor() as pool:
        for vector, done in zip(vectors, pool.map(as_a_program, vectors), strict=True):
            told = (vector["file"], done.stdout)
            assert done.stderr == "", told
            assert done.returncode == (0 if vector["accepted"] else 1), told
            assert ("whole." if vector["accepted"] else "REFUSED") in done.stdout.splitlines()[0], told


@pytest.mark.parametrize("vector", GOOD, ids=named)
def test_every_hash_on_the_way(vector: dict[str, Any]) -> None:
    steps = json.loads((VECTORS / vector["steps"]).read_text())
    rows = [tool.read_json(line) for line in (VECTORS / vector["file"]).read_bytes().splitlines()]
    assert rows[0]["heads"] == steps["heads"]
    hashes: dict[str, list[bytes]] = {}
    for row, step in zip(rows[1:], steps["entries"], strict=True):
        for leaf, told in zip(row["leaves"], step["leaves"], strict=True):
            assert tool.leaf_hash(leaf).hex() == told["hash"]
            if type(leaf) is list:
                assert tool.canonical(leaf).decode() == told["bytes"]
        assert tool.root_hash(row["leaves"]).hex() == step["root"]
        assert hashlib.sha256(b"\x00" + step["bytes"].encode()).hexdigest() == step["hash"]
        assert tool.entry_hash(row["site"], row["seq"], row["prev"], row["root"]).hex() == step["hash"]
        hashes.setdefault(row["site"], []).append(bytes.fromhex(step["hash"]))
        assert ours.subtree(hashes[row["site"]]).hex() == step["tree_after"]
    heads = {head["site"]: head["root"] for head in steps["heads"]}
    for path in steps["paths"]:
        leaf = hashes[path["site"]][path["seq"] - 1]
        found = tool.follow_path(leaf, path["seq"] - 1, path["size"], [bytes.fromhex(step) for step in path["path"]])
        assert found.hex() == heads[path["site"]]


@pytest.mark.parametrize("case", INDEX["canonical"], ids=lambda case: ascii(case["json"]))
def test_canonical_vectors(case: dict[str, str]) -> None:
    raw = case["json"].encode()
    if "canonical" in case:
        value = tool.read_json(raw)
        assert tool.canonical(value).decode() == ours.canonical(value).decode() == case["canonical"]
    else:
        with pytest.raises(tool.Broken) as problem:
            tool.read_json(raw)
        assert problem.value.word == case["refused"]


def test_tree_vectors() -> None:
    for size, case in enumerate(INDEX["trees"]):
        leaves = [bytes.fromhex(leaf) for leaf in case["leaves"]]
        tree = tool.Tree()
        for leaf in leaves:
            tree.add(leaf)
        assert tree.root().hex() == case["root"]
        for index, path in enumerate(case["paths"]):
            steps = [bytes.fromhex(step) for step in path]
            assert tool.follow_path(leaves[index], index, size, steps).hex() == case["root"]
            assert tool.follow_path(leaves[index], size, size, steps) is None
            assert tool.follow_path(leaves[index], index, size, [*steps, bytes(32)]) is None


# --- the page


def test_worked_example() -> None:
    page = PAGE.read_text(encoding="utf-8")
    file = re.search(r"```jsonl\n(.*?)```", page, re.DOTALL)
    steps = re.search(r"```text\n(leaf 1\.1.*?)```", page, re.DOTALL)
    assert file is not None
    assert steps is not None
    verdict = judged(file[1].encode())
    assert verdict.whole, verdict.told()
    told = dict(re.split(r"  +", line, maxsplit=1) for line in steps[1].splitlines() if line)

    def sha256(mark: int, *parts: bytes) -> str:
        return hashlib.sha256(bytes([mark]) + b"".join(parts)).hexdigest()

    rows = [json.loads(line) for line in file[1].splitlines()]
    entries = []
    for n, row in enumerate(rows[1:], 1):
        hashes = []
        for i, leaf in enumerate(row["leaves"], 1):
            if f"withheld {n}.{i}" in told:
                assert told[f"withheld {n}.{i}"] == leaf
                hashes.append(leaf)
                continue
            text = told[f"leaf {n}.{i}"]
            assert json.loads(text) == leaf
            assert text.encode().hex() == told.get(f"bytes {n}.{i}", text.encode().hex())
            assert told[f"hash {n}.{i}"] == sha256(2, text.encode())
            hashes.append(told[f"hash {n}.{i}"])
        assert told[f"root {n}"] == row["root"] == sha256(3, *map(bytes.fromhex, hashes))
        assert json.loads(told[f"entry {n}"]) == {key: row[key] for key in ("prev", "root", "seq", "site")}
        assert told[f"entry hash {n}"] == sha256(0, told[f"entry {n}"].encode())
        assert row["prev"] == (entries[-1] if entries else "0" * 64)
        entries.append(told[f"entry hash {n}"])
    assert len(told) == 19
    assert told["head"] == rows[0]["heads"][0]["root"] == sha256(1, *map(bytes.fromhex, entries))


def test_page_names_every_word_and_bound() -> None:
    page, code = PAGE.read_text(encoding="utf-8"), TOOL.read_text(encoding="utf-8")
    words = set(re.findall(r'(?:Broken|wrong|add)\(\s*"(\w+)"', code))
    assert len(words) >= 20
    table = page[page.index("## 12.") : page.index("## 13.")]
    assert words == set(re.findall(r"`(\w+)`", "".join(re.findall(r"^\|(.*?)\|", table, re.MULTILINE))))
    assert (tool.MOST_LINE, tool.MOST_VALUES, tool.MOST_DEPTH) == (64 * 2**20, 2_000_000, 256)
    assert "64 MiB, 2,000,000 values and 256 levels" in page


# --- the tool as a thing


def test_runs_on_python_3_9_with_nothing_else() -> None:
    tree = ast.parse(TOOL.read_text(encoding="utf-8"), feature_version=(3, 9))
    imported = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    imported |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in imported} <= sys.stdlib_module_names


@pytest.mark.parametrize(
    "args",
    [
        [],
        ["/no/such/file"],
        [str(VECTORS)],
        ["a", "--proof", "b"],
        ["a", "--head", "hq"],
        ["a", "--head", f"hq:-1:{'0' * 64}"],
        ["a", "--head", f"hq:1:{'0' * 63}"],
        ["a", "--head", f"HQ:1:{'0' * 64}"],
        ["a", "--what"],
    ],
)
def test_wrong_use(args: list[str]) -> None:
    done = run(*args)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_json_answer() -> None:
    told = json.loads(run(str(VECTORS / "broken/value.jsonl"), "--json").stdout)
    assert told["whole"] is False
    assert told["proven"] == []
    assert told["problems"] == [
        {
            "word": "values",
            "sentence": "its values do not give the root it carries: something in it was changed after it was written",
            "line": 3,
            "site": "hq",
            "seq": 2,
        }
    ]


def test_tells_what_is_and_is_not_proven() -> None:
    told = run(str(VECTORS / "good/withheld.jsonl")).stdout
    assert "site hq: 3 entries" in told
    assert "18 withheld or erased" in told
    assert "Not proven:" in told
    assert "that what was written is true" in told
    assert "that no site was left out" in told
    assert "written anew" in told
    vector = next(v for v in GOOD if v["file"] == "good/older-head.jsonl")
    told = run(str(VECTORS / vector["file"]), "--head", vector["head"]).stdout
    assert f"the head you hold, {vector['head']}, fits" in told
    assert "written anew" not in told


def test_lists_twenty_problems_and_counts_the_rest() -> None:
    lines = (VECTORS / "good/empty.jsonl").read_bytes() + b"[]\n" * 50
    verdict = judged(lines)
    assert len(verdict.problems) == 20
    assert verdict.more == 30
    assert "REFUSED, 50 problems" in verdict.told()
    assert "and 30 more, not listed" in verdict.told()


def test_prints_nothing_that_drives_a_terminal(tmp_path: Path) -> None:
    file = tmp_path / "x\x1b[31m.jsonl"
    file.write_text('{"format":"\\u001b[2J\\u202e\\ud83d\\ude00"}\n')
    done = run(str(file))
    assert done.returncode == 1
    assert "\x1b" not in done.stdout
    assert "\u202e" not in done.stdout


def test_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = (VECTORS / "good/several.jsonl").read_bytes()
    monkeypatch.setattr(tool, "MOST_LINE", max(map(len, whole.splitlines(keepends=True))))
    assert judged(whole).whole
    monkeypatch.setattr(tool, "MOST_LINE", tool.MOST_LINE - 1)
    problems = judged(whole).problems
    assert [problem.word for problem in problems] == ["length"]
    monkeypatch.setattr(tool, "MOST_LINE", 10)
    assert judged(whole).problems[0].word == "length"
    assert tool.verify_proof(whole).problems[0].word == "length"
    monkeypatch.undo()
    monkeypatch.setattr(tool, "MOST_VALUES", 20)
    assert {problem.word for problem in judged(whole).problems} == {"length", "cut"}


@pytest.mark.parametrize("deep", [200, 250, 253, 254, 255, 300])
def test_depth_is_that_of_our_writer(deep: int) -> None:
    value: Any = 1
    for _ in range(deep):
        value = [value]
    chain = make.Chain("hq")
    try:
        chain.add({"@by": "x", "deep": value})
    except ValueError:
        assert deep > 253
        return
    raw = make.file_of([make.header(chain.head()), *chain.entries])
    assert judged(raw).whole


def test_deep_text_is_not_deep() -> None:
    assert tool.depth(b'["[[[[\\"[[[[", {"{{{": "\\\\"}, [1]]') == 2
    assert tool.depth(b'["[[[[\\"') == 1
    assert tool.depth(b"[[[") == 3


def test_memory_is_flat() -> None:
    chain = make.Chain("hq")
    rows = [chain.add({"@by": "OBS-7", "count.about": n}) for n in range(3000)]
    whole = make.file_of([make.header(chain.head()), *rows])
    stream = io.BytesIO(whole)
    tracemalloc.start()
    verdict = tool.verify_ledger(stream)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert verdict.whole
    assert peak < 300_000 < len(whole)


# --- random ledgers

texts = st.text(max_size=12)
whole_numbers = st.integers(-(2**53) + 1, 2**53 - 1)
values = st.recursive(
    st.none() | st.booleans() | whole_numbers | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)
acts = st.dictionaries(st.text(min_size=1, max_size=8), values, min_size=1, max_size=5)


@st.composite
def ledgers(draw: st.DrawFn) -> list[dict[str, Any]]:
    """The rows of an export: a few sites by turns, some values withheld."""
    chains = [make.Chain(site) for site in ("hq", "team-4", "x")[: draw(st.integers(1, 3))]]
    rows = []
    for _ in range(draw(st.integers(0, 8))):
        act = draw(acts)
        hidden = draw(st.sets(st.sampled_from(sorted(act))))
        rows.append(draw(st.sampled_from(chains)).add(act, tuple(hidden)))
    return [make.header(*(chain.head() for chain in chains)), *copy.deepcopy(rows)]


def content(raw: bytes) -> Any:
    """What a file says, without its spelling and what no hash covers: the two labels, and sites without entries."""
    rows = [json.loads(line) for line in raw.decode().split("\n") if line.strip(" \t\r")]
    heads = [head for head in rows[0]["heads"] if head["size"]]
    return [heads, rows[0]["format"], *rows[1:]]


@settings(deadline=None, max_examples=60)
@given(ledgers(), st.booleans())
def test_random_ledgers_are_accepted(rows: list[dict[str, Any]], ascii_only: bool) -> None:
    raw = b"".join(json.dumps(row, ensure_ascii=ascii_only).encode() + b"\n" for row in rows)
    verdict = judged(raw)
    assert verdict.whole, verdict.told()
    assert sum(site["size"] for site in verdict.proven) == len(rows) - 1


@settings(deadline=None, max_examples=100)
@given(ledgers(), st.data())
def test_any_changed_byte_is_refused(rows: list[dict[str, Any]], data: st.DataObject) -> None:
    raw = bytearray(make.file_of(rows))
    place = data.draw(st.integers(0, len(raw) - 1))
    raw[place] ^= data.draw(st.integers(1, 255))
    if judged(bytes(raw)).whole:
        assert content(bytes(raw)) == content(make.file_of(rows))


@pytest.mark.parametrize("name", ["one", "withheld"])
def test_every_byte_of_a_ledger_counts(name: str) -> None:
    whole = (VECTORS / f"good/{name}.jsonl").read_bytes()
    said = content(whole)
    accepted = 0
    for place in range(len(whole)):
        for mask in (1, 0x20, 0x80 | place % 127):
            raw = whole[:place] + bytes([whole[place] ^ mask]) + whole[place + 1 :]
            if judged(raw).whole:
                assert content(raw) == said, (place, mask)
                accepted += 1
    assert accepted <= 3 * len("cyprus" + "mission")


@settings(deadline=None, max_examples=100)
@given(ledgers(), st.data())
def test_lines_taken_moved_or_repeated(rows: list[dict[str, Any]], data: st.DataObject) -> None:
    lines = make.file_of(rows).splitlines(keepends=True)
    picked = data.draw(st.lists(st.sampled_from(range(1, len(lines))), max_size=10)) if len(lines) > 1 else []
    raw = lines[0] + b"".join(lines[i] for i in picked)
    orders = [
        [[row for row in some if row["site"] == site] for site in ("hq", "team-4", "x")]
        for some in (rows[1:], [rows[i] for i in picked])
    ]
    assert judged(raw).whole == (orders[0] == orders[1])


odd = st.sampled_from(
    (None, True, 0, -1, 2**53, 10**400, 1.5, "", "\ud800", "\x1b", "hq", "ab" * 32, "AB" * 32, [], {}, [[]], {"a": 1})
)


@settings(deadline=None, max_examples=100)
@given(ledgers(), st.data())
def test_anything_put_anywhere(rows: list[dict[str, Any]], data: st.DataObject) -> None:
    """Replace, add or take away a node of the JSON: refused, or the same content; never a traceback."""
    said = make.file_of(rows)
    whole = json.loads(json.dumps(rows))
    node: Any = whole
    while True:
        keys = list(node) if isinstance(node, dict) else list(range(len(node)))
        if not keys:
            break
        key = data.draw(st.sampled_from(keys))
        if isinstance(node[key], dict | list) and data.draw(st.booleans()):
            node = node[key]
            continue
        what = data.draw(st.sampled_from(("put", "take", "twice")))
        if what == "put":
            node[key] = data.draw(odd)
        elif what == "take":
            del node[key]
        elif isinstance(node, list):
            node.insert(key, node[key])
        else:
            node[data.draw(st.sampled_from(("note", "Site", "hash")))] = node[key]
        break
    raw = b"".join(json.dumps(row).encode() + b"\n" for row in whole)
    verdict = judged(raw)
    assert verdict.told()
    if verdict.whole:
        assert content(raw) == content(said)


@settings(deadline=None)
@given(st.binary(max_size=300), st.booleans())
def test_any_bytes(raw: bytes, after_header: bool) -> None:
    header = (VECTORS / "good/empty.jsonl").read_bytes() if after_header else b""
    verdict = judged(header + raw)
    assert verdict.whole == (after_header and not raw)
    assert not tool.verify_proof(raw).whole


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**54), 2**54)
    | st.floats(allow_nan=True)
    | st.text(st.characters(codec=None), max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(st.characters(codec=None), max_size=3), inner, max_size=3)
    ),
    max_leaves=5,
)


@settings(deadline=None, max_examples=500)
@given(anything)
def test_reader_and_writer_refuse_the_same(value: Any) -> None:
    raw = json.dumps(value).encode()
    try:
        read = tool.canonical(tool.read_json(raw))
    except tool.Broken:
        read = None
    try:
        written = ours.canonical(value)
    except ValueError:
        written = None
    assert read == written


@settings(deadline=None)
@given(st.integers(1, 40), st.data())
def test_random_proofs(size: int, data: st.DataObject) -> None:
    chain = make.Chain("hq")
    for n in range(size):
        chain.add({"@by": "OBS-7", "n": n})
    index = data.draw(st.integers(0, size - 1))
    proof = {
        "entry": chain.entries[index],
        "hash": chain.hashes[index].hex(),
        "path": [step.hex() for step in ours.audit_path(index, chain.hashes)],
        "head": chain.head(),
    }
    head = tool.held_head(f"hq:{size}:{chain.head()['root']}")
    assert tool.verify_proof(json.dumps(proof).encode(), "x", [head]).whole
    raw = bytearray(make.file_of([proof]))
    raw[data.draw(st.integers(0, len(raw) - 1))] ^= data.draw(st.integers(1, 255))
    if tool.verify_proof(bytes(raw)).whole:
        assert json.loads(raw) == json.loads(json.dumps(proof))
