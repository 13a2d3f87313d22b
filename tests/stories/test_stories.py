"""Stories: plain text files beside this one, each a day at a mission, told through the one door in.

docs/how-to/story.md has the grammar. After every story the ledger must be whole, and the state tables must equal a
fresh fold. A story that shows a known fault begins with `# fault: what it is`; it fails until the fault is mended, and
then the line has to go.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import places
import pytest

from greenline.analysis.terms import TERMS
from greenline.core.errors import Unexpected
from greenline.desk.desk import Desk
from greenline.desk.story.setting import own_mission
from greenline.desk.story.telling import Told
from greenline.desk.story.whole import tell
from greenline.mission import load, of_stories
from greenline.registers import REGISTERS

HERE = Path(__file__).parent
STORIES = sorted(HERE.glob("*.story"))
EACH_SERVED = 5  # on a server every fifth is told: what a story tells asks no database for more than laws and desk do
LIVES = ("report", "incident")
_FAULT = re.compile(r"# fault: (.+)")


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty ledger of the stories' mission, whose tables are made: copying it is quicker than making one."""
    folder = tmp_path_factory.mktemp("stories") / "fresh"
    if not places.on_server():
        Desk(load(of_stories()), folder).close()
    return folder


@pytest.fixture
def place(fresh: Path, tmp_path: Path) -> Callable[[], str | Path]:
    """Where a story may be told."""
    if not places.on_server():
        shutil.copytree(fresh, tmp_path / "data")
    return lambda: places.place(tmp_path / "data")


@pytest.fixture
def told(place: Callable[[], str | Path]) -> Iterator[Told]:
    desk = Desk(load(of_stories()), place())
    yield Told(desk)
    desk.close()


def _stories() -> list[Any]:
    """Every story (on a server every fifth), those of known faults marked so."""
    found = []
    for file in STORIES[:: EACH_SERVED if places.on_server() else 1]:
        fault = _FAULT.match(file.read_text(encoding="utf-8"))
        marks = [pytest.mark.xfail(strict=True, reason=fault[1])] if fault else []
        found.append(pytest.param(file, id=file.stem, marks=marks))
    return found


@pytest.mark.parametrize("story", _stories())
def test_story(story: Path, place: Callable[[], str | Path], tmp_path: Path) -> None:
    if not own_mission(story) and not places.on_server():  # another mission begins a ledger of its own
        outcome = tell(story, lambda: tmp_path / "other")
    else:
        outcome = tell(story, place)
    assert outcome.failed is None, f"{story.name}, {outcome.failed}"


def test_there_are_stories_of_every_register_that_has_a_life() -> None:
    """Every step of an incident's and a report's life is told at least once, and nobody's story is empty."""
    text = [line.split() for file in STORIES for line in file.read_text(encoding="utf-8").splitlines()]
    taken = {(words[3], words[4]) for words in text if len(words) > 4 and words[0][:2] == "20"}
    for noun in LIVES:
        for step in REGISTERS[noun].steps:
            assert (noun, step.name) in taken, f"no story takes the step {step.name} of {noun}"
    for file in STORIES:
        assert any(line.startswith("expect") for line in file.read_text(encoding="utf-8").splitlines()), file.name


@pytest.mark.parametrize("term", list(TERMS))
def test_every_term_is_told_kept_and_broken(term: str) -> None:
    """One story in which it is breached, one in which nothing is breached."""
    telling = [f.read_text(encoding="utf-8") for f in STORIES if f" term={term} " in f.read_text(encoding="utf-8")]
    broken = [text for text in telling if re.search(r"^expect finding \S+ breached", text, re.M)]
    kept = [text for text in telling if not re.search(r"^expect finding \S+ breached", text, re.M)]
    assert broken, "no story breaks it"
    assert kept, "no story keeps it"


def test_a_story_that_is_wrong_fails(told: Told) -> None:
    """The runner itself can say no."""
    told.line("2025-03-02 14:05 OBS-7 report send kind=CFV-SAF at=33.36,35.17 source_kind=NGO as=REP1")
    for wrong in (
        "expect REP1 state verified",
        "expect REP1 kind CFV-MOV",
        "expect REP1 kind not CFV-SAF",
        "expect count report 2",
        "expect public REP1 present",
        "expect REP1 absent",
        "expect history REP1 2",
        "expect refused invalid",
        "expect stale",
        "expect same",
        "expect REP1 flagged",
        "expect finding P-1 breached",
        "expect findings all 1",
        "expect finding P-1 sideways",
        "expect holder REP9 desk",
        "expect",
        "2025-03-02 14:05 OBS-7 planet send",
        "2025-03-02 14:05 NOBODY-1 report send source_kind=NGO",
        "2025-03-02 14:05 OBS-7 report",
        "not a line at all, nor five words of one",
        "now and then",
        'broken "quote',
    ):
        with pytest.raises(Unexpected):
            told.line(wrong)
    told.line("now 2025-03-02 15:00")
    told.line("2025-03-02 15:05 DESK-1 report withdraw REP1 reason=x")
    told.line("2025-03-02 15:06 DESK-1 report withdraw REP1 reason=again")
    with pytest.raises(Unexpected):
        told.line("2025-03-02 15:07 OBS-7 report send source_kind=NGO")


def test_a_file_that_is_no_story(tmp_path: Path) -> None:
    for name, text in {
        "zone": "zone X buffer_zone 33,35 uncertainty_m=x\n",
        "ring": "zone X area 33,35 34,35\n",
        "kind": "zone X castle 33,35\n",
        "mission": "mission nowhere\n",
        "twice": "zone LINE area 33,35\nzone LINE area 3,5\n",
    }.items():
        file = tmp_path / f"{name}.story"
        file.write_text(text + "expect findings all 0\n", encoding="utf-8")
        outcome = tell(file, lambda name=name: tmp_path / name)  # type: ignore[misc]
        assert (outcome.failed is None) == (name == "twice"), (name, outcome.failed)
