"""The forger: whoever has the whole database, but not the signing key, changes the past and makes every hash anew.

Each forgery of a real ledger is caught and named: by `verify` as long as the kept seals are there, by `compare` with a
seal that somebody holds, and by the stranger's tool with that seal.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import ROOT, incident, report, send

from greenline.core.handling import MISSION, PUBLIC
from greenline.desk import comparing, releasing, sealing, share
from greenline.desk.comparing import compare
from greenline.desk.desk import Desk
from greenline.desk.handing import Handout
from greenline.desk.verifying import verify
from greenline.ledger.entry import ZERO, Tree, canonical, entry_hash, root_hash
from greenline.ledger.sshsig import Signer
from greenline.ledger.store import FILE
from greenline.mission import Mission

pytestmark = pytest.mark.sqlite_only  # what a hand does to the file
TOOL = str(ROOT / "tools" / "verify_ledger.py")
ALWAYS = releasing.period("2000-01-01..2100-01-01", "UTC")
Story = list[tuple[str, list[Any]]]  # (site, leaves) in the order of pos


@dataclass
class Scene:
    """A ledger of two sites, its key, and the seal and release that a party was handed before the forger came."""

    mission: Mission
    folder: Path
    signer: Signer
    seal: Path
    release: Path


@pytest.fixture(scope="module")
def scene(mission: Mission, tmp_path_factory: pytest.TempPathFactory) -> Scene:
    folder = tmp_path_factory.mktemp("whole")
    hq = Desk(mission, folder / "data")
    team = Desk(_at(mission, "team-4"), folder / "data")
    for n in range(4):
        for desk in (hq, team):
            cited = send(desk, "report", "send", values=report(account=f"Shot {n}", women=n)).ref
            one = send(desk, "incident", "open", values=incident(reports=[cited], deaths={"best": n}))
            send(desk, "incident", "amend", ref=one.ref, saw=one.pos, reason="r", values={"women": 1})
    team.close()
    signer = Signer.made()
    sealing.give(hq, signer, "2026-11-21T00:00:00Z")
    held = sealing.give(hq, signer, "2026-11-22T00:00:00Z").signed
    paths = sealing.write_files(held, folder / "party")
    _release(hq, folder / "party" / "release")
    for n in range(3):
        send(hq, "report", "send", values=report(account=f"Later {n}"))
    sealing.give(hq, signer, "2026-11-23T00:00:00Z")
    hq.close()
    return Scene(mission, folder, signer, paths[0], folder / "party" / "release")


def _at(mission: Mission, site: str) -> Mission:
    return replace(mission, settings=mission.settings.model_copy(update={"site": site}))


def _release(desk: Desk, file: Path) -> Path:
    pieces = releasing.release(desk, MISSION, ALWAYS, Handout("OPERATOR"), "2026-11-24T00:00:00Z")
    file.write_bytes(b"".join(pieces))
    return file


# --- what the forger can do


def told(file: Path) -> Story:
    """Every entry's site and leaves."""
    connection = sqlite3.connect(file)
    rows = connection.execute("SELECT site, leaves FROM ledger_entry ORDER BY pos").fetchall()
    connection.close()
    return [(site, [json.loads(line) for line in leaves.split(b"\n")]) for site, leaves in rows]


def tell(file: Path, story: Story) -> None:
    """Write the ledger anew from a story: roots, chains, hashes, heads and peaks are all made to fit."""
    trees: dict[str, Tree] = {}
    heads: dict[str, bytes] = {}
    rows = []
    for pos, (site, leaves) in enumerate(story, 1):
        lines = [canonical(leaf) for leaf in sorted(leaves)]
        tree, prev, root = trees.setdefault(site, Tree()), heads.get(site, ZERO), root_hash(lines)
        heads[site] = entry_hash(site, tree.size + 1, prev, root)
        rows.append((pos, site, tree.size + 1, prev, root, heads[site], b"\n".join(lines)))
        tree.add(heads[site])
    connection = sqlite3.connect(file)
    connection.execute("DELETE FROM ledger_entry")
    connection.execute("DELETE FROM ledger_site")
    connection.executemany("INSERT INTO ledger_entry VALUES (?,?,?,?,?,?,?)", rows)
    sites = [(site, tree.size, heads[site], tree.pack()) for site, tree in trees.items()]
    connection.executemany("INSERT INTO ledger_site VALUES (?,?,?,?)", sites)
    connection.commit()
    connection.close()


def leaf(entry: tuple[str, list[Any]], path: str) -> list[Any]:
    return next(one for one in entry[1] if one[0] == path)  # type: ignore[no-any-return]


def edit(story: Story) -> None:
    leaf(story[0], "account")[2] = "Nothing was heard"


def insert(story: Story) -> None:
    story.insert(6, ("hq", [[p, os.urandom(16).hex(), v] for p, _, v in _copied(story[0], "REP-FFFFFFFF")]))


def _copied(entry: tuple[str, list[Any]], ref: str) -> list[Any]:
    return [[p, s, {"@ref": ref, "@key": "forged"}.get(p, v)] for p, s, v in entry[1]]


def drop(story: Story) -> None:
    """The headquarters' first report; what it wrote after the seal makes up for the number."""
    story.pop(0)


def reorder(story: Story) -> None:
    story[0], story[3] = (story[3][0], story[0][1]), (story[0][0], story[3][1])


def truncate(story: Story) -> None:
    del story[-8:]


def resalt(story: Story) -> None:
    leaf(story[2], "@reason")[1] = os.urandom(16).hex()


def swap_sites(story: Story) -> None:
    names = {"hq": "team-4", "team-4": "hq"}
    story[:] = [(names[site], leaves) for site, leaves in story]


def take_a_site_away(story: Story) -> None:
    story[:] = [one for one in story if one[0] == "hq"]


FORGERIES: dict[Callable[[Story], None], str] = {
    edit: "rewritten",
    insert: "rewritten",
    drop: "rewritten",
    reorder: "rewritten",
    truncate: "shrunk",
    resalt: "rewritten",
    swap_sites: "rewritten",
    take_a_site_away: "site_missing",
}


@pytest.fixture
def copy(scene: Scene, tmp_path: Path) -> Path:
    """The data folder that the forger has."""
    shutil.copytree(scene.folder / "data", tmp_path / "data")
    return tmp_path / "data"


def verdict(file: Path, *words: str | Path) -> tuple[bool, list[str]]:
    """What the stranger's tool says of a file: whole, and the words of its problems."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", TOOL, str(file), "--json", *map(str, words)],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    body = json.loads(done.stdout)
    return body["whole"], [problem["word"] for problem in body["problems"]]


def compared(place: Path, scene: Scene, held: Path | None = None) -> list[str]:
    seal, signature = comparing.read_held(held or scene.seal)
    signers = (scene.seal.parent / sealing.SIGNERS).read_text()
    return [doubt.code for doubt in compare(str(place / FILE), seal, signature, signers).doubts]


def forged_papers(place: Path, scene: Scene, signer: Signer, out: Path) -> tuple[Path, Path]:
    """What a forger hands out of a forged ledger: the whole export, and a release under a seal of its own making."""
    connection = sqlite3.connect(place / FILE)
    connection.execute("DELETE FROM ledger_seal")
    connection.execute("DELETE FROM ledger_meta WHERE name LIKE 'shape:%'")
    connection.commit()
    connection.close()
    desk = Desk(scene.mission, place)
    for n in (1, 2, 3):
        sealing.give(desk, signer, f"2026-11-2{n}T00:00:00Z")
    (out / "ledger").write_text("".join(share.export(desk, "ledger", PUBLIC, "jsonl")), encoding="utf-8")
    release = _release(desk, out / "forged-release")
    desk.close()
    return out / "ledger", release


# --- nothing was forged


def test_the_honest_ledger(scene: Scene, copy: Path, tmp_path: Path) -> None:
    assert verify(copy).problems == []
    assert compared(copy, scene) == compared(copy, scene, scene.release) == []
    seal, signature = comparing.read_held(scene.seal)
    proof = compare(str(copy / FILE), seal, signature).proof
    (tmp_path / "growth").write_text(json.dumps(proof))
    signers = ("--signers", scene.seal.parent / sealing.SIGNERS) if shutil.which("ssh-keygen") else ()
    assert verdict(tmp_path / "growth", "--held", scene.seal, *signers) == (True, [])
    desk = Desk(scene.mission, copy)
    assert verdict(_release(desk, tmp_path / "new"), "--held", scene.seal, "--held", scene.release, *signers)[0]
    (tmp_path / "ledger").write_text("".join(share.export(desk, "ledger", PUBLIC, "jsonl")), encoding="utf-8")
    desk.close()
    assert verdict(tmp_path / "ledger", "--held", scene.seal)[0]
    story = told(copy / FILE)
    tell(copy / FILE, story)
    assert verify(copy).problems == [], "the forger's pen writes a true story as it was"


# --- each forgery


@pytest.mark.parametrize("forgery", FORGERIES, ids=lambda f: f.__name__)
def test_forged_with_every_hash_made_anew(
    scene: Scene, copy: Path, tmp_path: Path, forgery: Callable[[Story], None]
) -> None:
    story = told(copy / FILE)
    forgery(story)
    tell(copy / FILE, story)
    word = FORGERIES[forgery]
    # The kept seals give it away, whatever else was made to fit.
    found = verify(copy, folding=False).problems
    assert any(problem.startswith("Seal 2 of 2026-11-22T00:00:00Z covers") for problem in found), found
    assert compared(copy, scene)[0] == word
    # The forger takes them away, and makes others with the wrong key.
    ledger, release = forged_papers(copy, scene, Signer.made(), tmp_path)
    assert verify(copy, folding=False).problems == []
    assert {"fork", word} <= set(compared(copy, scene))
    whole, words = verdict(ledger, "--held", scene.seal)
    assert (whole, set(words)) == (False, {"your_head"})
    assert verdict(release, "--held", scene.seal)[0] is False
    assert verdict(release)[0] is True, "in itself it is whole: that is why seals are handed out"
    if shutil.which("ssh-keygen"):
        assert verdict(release, "--signers", scene.seal.parent / sealing.SIGNERS) == (False, ["signature"])
    # The forger puts the true seal on the forged entries.
    lines = release.read_text(encoding="utf-8").splitlines()
    forged, true = json.loads(lines[0]), json.loads(scene.release.read_text(encoding="utf-8").splitlines()[0])
    forged.update(seal=true["seal"], signature=true["signature"])
    (tmp_path / "dressed").write_text("\n".join([json.dumps(forged), *lines[1:]]) + "\n", encoding="utf-8")
    whole, words = verdict(tmp_path / "dressed")
    assert (whole, words[0] in ("sealed", "run")) == (False, True), words


def test_without_making_the_hashes_anew(scene: Scene, copy: Path) -> None:
    connection = sqlite3.connect(copy / FILE)
    done = connection.execute("UPDATE ledger_entry SET leaves = replace(leaves, 'Shot 0', 'Shot 9') WHERE pos = 1")
    assert done.rowcount
    connection.commit()
    connection.close()
    assert "not_whole" in compared(copy, scene)


def test_an_older_copy_played_back(scene: Scene, copy: Path, tmp_path: Path) -> None:
    """From before the last seal, with entries and seals cut back to match: all in it is true, but not all is in it."""
    story = told(copy / FILE)[:12]
    tell(copy / FILE, story)
    connection = sqlite3.connect(copy / FILE)
    connection.execute("DELETE FROM ledger_seal")
    connection.commit()
    connection.close()
    desk = Desk(scene.mission, copy)
    sealing.give(desk, scene.signer, "2026-11-20T00:00:00Z")
    desk.close()
    assert verify(copy, folding=False).problems == []
    assert compared(copy, scene) == ["older", "shrunk", "shrunk"]
    desk = Desk(scene.mission, copy)
    release = _release(desk, tmp_path / "old")
    desk.close()
    assert verdict(release, "--held", scene.seal)[1][0] == "older"


def test_two_stories_told_by_the_mission_itself(scene: Scene, tmp_path: Path) -> None:
    """Who has the key can sign two pasts; two parties who compare find it out."""
    papers = {}
    for name in ("a", "b"):
        shutil.copytree(scene.folder / "data", tmp_path / name)
        desk = Desk(scene.mission, tmp_path / name)
        send(desk, "report", "send", values=report(account=f"As {name} was told"))
        signed = sealing.give(desk, scene.signer, "2026-11-24T00:00:00Z").signed
        papers[name] = (
            sealing.write_files(signed, tmp_path / f"{name}-papers")[0],
            _release(desk, tmp_path / f"{name}-release"),
        )
        desk.close()
        assert compared(tmp_path / name, scene) == []
    (seal_a, release_a), (seal_b, release_b) = papers["a"], papers["b"]
    assert "fork" in compared(tmp_path / "a", scene, seal_b)
    for file, held in ((seal_a, seal_b), (release_a, seal_b), (release_a, release_b)):
        whole, words = verdict(file, "--held", held)
        assert (whole, words[0]) == (False, "fork")
    assert verdict(release_a, "--held", scene.seal, "--held", seal_a) == (True, [])


def test_another_mission(scene: Scene, copy: Path) -> None:
    settings = scene.mission.settings.model_copy(update={"name": "beta"})
    beta = replace(scene.mission, settings=settings)
    desk = Desk(beta, copy.parent / "beta")
    send(desk, "report", "send", values=report())
    signed = sealing.give(desk, scene.signer, "2026-11-24T00:00:00Z").signed
    desk.close()
    file = sealing.write_files(signed, copy.parent / "papers")[0]
    assert compared(copy, scene, file)[:2] == ["signature", "another_mission"]
    assert verdict(file, "--held", scene.seal) == (False, ["another_mission"])


@settings(max_examples=12)
@given(st.data())
def test_any_other_story(scene: Scene, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """Whatever is done to the first entries, a held seal tells."""
    place = tmp_path_factory.mktemp("forged")
    shutil.copytree(scene.folder / "data", place / "data")
    file = place / "data" / FILE
    story = told(file)
    true = json.dumps([sorted(leaves) for _, leaves in story[:24]] + [site for site, _ in story[:24]])
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, 22))
        what = data.draw(st.sampled_from(("value", "salt", "drop", "repeat", "swap", "site", "leaf")))
        site, leaves = story[at]
        if what == "value":
            leaves[0][2] = "forged"
        elif what == "salt":
            leaves[-1][1] = "00" * 16
        elif what == "leaf":
            leaves.pop()
        elif what == "drop":
            story.pop(at)
        elif what == "repeat":
            story.insert(at, story[at])
        elif what == "swap":
            story[at], story[at + 1] = story[at + 1], story[at]
        else:
            story[at] = ("team-4" if site == "hq" else "hq", leaves)
    tell(file, story)
    by_site = {site: [sorted(leaves) for s, leaves in story if s == site] for site in ("hq", "team-4")}
    were = {site: [sorted(leaves) for s, leaves in told(scene.folder / "data" / FILE) if s == site] for site in by_site}
    same = all(by_site[site][:12] == were[site][:12] for site in by_site)
    found = compared(place / "data", scene)
    assert (set(found) & {"rewritten", "shrunk", "site_missing"} == set()) == same, (true[:200], found)
