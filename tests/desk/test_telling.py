"""A history in chapters: what it may say, and where its numbers come from."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from greenline.desk import chapters, telling
from greenline.desk.chapters import Chapter
from greenline.desk.desk import Desk
from greenline.mission import load, shipped

ONE = """
[[chapter]]
code = "one"
from = "2015-06-01"
to = "2016-01-31"
title = { en = "One" }
text = { en = "TEXT" }
figure = [{ name = "lost", of = "ended", ways = ["lost"], label = { en = "Lost" } }]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(shipped()["somalia"], tmp_path / "somalia"))


@pytest.mark.parametrize(("text", "code"), [
    ("Bases lost: {lost}.", None), ("Three bases of {lost.count}.", None),
    ("3 bases.", "typed_figure"), ("In 2015 {lost}.", "typed_figure"), ("٣ قواعد", "typed_figure"),
    ("{none}", "no_figure"), ("{lost.best}", "no_part"),
])  # fmt: skip
def test_a_text_holds_no_number_of_its_own(folder: Path, text: str, code: str | None) -> None:
    (folder / chapters.FILE).write_text(ONE.replace("TEXT", text), encoding="utf-8")
    told, issues = chapters.read(load(folder))
    assert [issue.code for issue in issues] == ([code] if code else [])
    assert bool(told) == (code is None)


@pytest.mark.parametrize(("old", "new"), [
    ("[[chapter]]", "[[chapter"), ('from = "2015-06-01"', 'from = "2017-06-01"'), ('to = "2016-01-31"', 'to = "soon"'),
    ('ways = ["lost"]', 'ways = ["found"]'), ('of = "ended"', 'of = "rumours"'),
    ('code = "one"', 'code = "one"\nzone = "Z"'),
    ('code = "one"', 'code = "one"\nbounds = [1.0, 2.0, 0.0, 3.0]'), ('code = "one"', 'code = "one"\nmood = "dark"'),
])  # fmt: skip
def test_what_is_wrong_is_told(folder: Path, old: str, new: str) -> None:
    (folder / chapters.FILE).write_text(ONE.replace(old, new), encoding="utf-8")
    told, issues = chapters.read(load(folder))
    assert not told
    assert issues


def test_a_text_in_pieces(folder: Path) -> None:
    (folder / chapters.FILE).write_text(ONE.replace("TEXT", "Lost: {lost}, and {lost.count}"), encoding="utf-8")
    one: Chapter = chapters.read(load(folder))[0][0]
    assert chapters.pieces(one.text["en"], one) == [
        {"text": "Lost: "}, {"figure": "lost", "part": "count"},
        {"text": ", and "}, {"figure": "lost", "part": "count"},
    ]  # fmt: skip


def test_every_shipped_chapter_draws_on_records(somalia: Desk, cyprus: Desk, haiti: Desk) -> None:
    for desk, least in ((somalia, 8), (cyprus, 4), (haiti, 4)):
        told = telling.told(desk, desk.audience("mission"))["chapters"]
        assert len(told) >= least
        for chapter in told:
            for figure in chapter["figures"]:
                drawn = figure["refs"] or figure["rivals"] or figure["claims"]
                assert drawn or figure["of"] in ("ceiling", "people"), (chapter["code"], figure["name"])


def test_el_adde_is_three_rivals_and_no_number(somalia: Desk) -> None:
    told = {one["code"]: one for one in telling.told(somalia, somalia.audience("mission"))["chapters"]}
    card = next(one for one in told["lost_bases"]["figures"] if one["name"] == "el_adde")
    assert [(one["low"], one["best"], one["high"]) for one in card["rivals"]] == [
        (None, 141, None), (170, None, None), (None, 180, None)]  # fmt: skip
    assert card["parts"] == {"day": "2016-01-15", "low": 141, "best": 170, "high": 200}
    assert [one["by"] for one in card["claims"]] == ["AS", "Kenya"]


def test_killed_enemies_that_sides_claim_are_in_no_count(somalia: Desk) -> None:
    told = {one["code"]: one for one in telling.told(somalia, somalia.audience("mission"))["chapters"]}
    halgan = next(one for one in told["claims"]["figures"] if one["name"] == "halgan")
    assert halgan["rivals"] == []
    assert [halgan["parts"][name] for name in ("low", "best", "high")] == [None, None, None]
    attacks = next(one for one in told["claims"]["figures"] if one["name"] == "attacks")
    assert attacks["parts"]["count"] == 2
    assert attacks["parts"]["best"] == 40  # Kulbiyow's alone


def test_who_may_not_know_the_sources_is_told_less(somalia: Desk) -> None:
    for chapter in telling.told(somalia, somalia.audience("public"))["chapters"]:
        for figure in chapter["figures"]:
            assert figure["claims"] == []
