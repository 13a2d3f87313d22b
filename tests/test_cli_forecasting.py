"""`greenline panel`, `forecast`, `score` and `backtest` as a shell runs them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from test_cli import Run, run

__all__ = ["run"]  # the fixture

UNITS, YEARS = ("North", "South", "Côte"), range(2016, 2022)
EVENTS = "date_start,date_end,longitude,latitude,best,country,type_of_violence,told\n"


def table(folder: Path, name: str = "table.csv", **changed: str) -> Path:
    """Six years of three units; `changed` sets rows by their month (`m2020_01="2020-01,1,1,1"`), empty: no such row."""
    chance = np.random.default_rng(1)
    rows = {f"{y}-{m:02d}": chance.poisson([4, 0.3, 20]).tolist() for y in YEARS for m in range(1, 13)}
    lines = {month: ",".join([month, *map(str, counts)]) for month, counts in rows.items()}
    lines |= {name[1:].replace("_", "-"): row for name, row in changed.items()}
    file = folder / name
    file.write_text("\n".join([f"month,{','.join(UNITS)}", *filter(None, lines.values())]) + "\n", encoding="utf-8")
    return file


def strict(text: str) -> dict[str, Any]:
    """One JSON document, without NaN."""

    def refuse(word: str) -> None:
        raise ValueError(f"{word} is no JSON")

    return dict(json.loads(text, parse_constant=refuse))


@pytest.mark.parametrize("ending", ["parquet", "csv"])
def test_from_events_to_scores(run: Run, tmp_path: Path, ending: str) -> None:
    chance, events = np.random.default_rng(2), tmp_path / "events.csv"
    rows = [f"{y}-{m:02d}-05,{y}-{m:02d}-{chance.integers(6, 28):02d},18,4,{n},{unit},1,{y}-{m:02d}-28"
            for y in YEARS for m in range(1, 13)
            for unit, n in zip("AB", chance.poisson([3, 1]), strict=True)]  # fmt: skip
    events.write_text(EVENTS + "\n".join([*rows, "2020-01-01,soon,,,1,A,1,", "2020-01-01,,,,many,A,1,"]) + "\n")
    wide, told = tmp_path / "wide.csv", tmp_path / f"2021.{ending}"
    code, out, err = run("panel", events, "--out", wide, "--only", "type_of_violence=1")
    assert code == 0
    assert "2 units, 72 months" in out
    assert "best is 'many'" in err
    code, out, _ = run("forecast", wide, "--until", "2020-10", "--months", "2021-01:2021-12", "--model", "recency",
                       "--draws", "200", "--out", told, "--json")  # fmt: skip
    assert code == 0
    body = strict(out)
    assert (body["units"], body["until"], body["draws"], body["bytes"]) == (2, "2020-10", 200, told.stat().st_size)
    code, out, _ = run("score", told, "--actual", wide, "--json")
    assert code == 0
    body = strict(out)
    assert body["cases"] == 24
    assert ("climatology-12" in body["models"]) == (ending == "parquet")  # a CSV does not tell its cut-off
    code, out, _ = run("score", told, "--actual", wide, "--units", "B", "--skip-month", "2021-05")
    assert code == 0
    assert "11 cases, 200 draws" in out


def test_a_backtest(run: Run, tmp_path: Path) -> None:
    words = [
        "backtest",
        table(tmp_path),
        "--years",
        "2018:2020",
        "--model",
        "recency",
        "--model",
        "zero",
        "--draws",
        "100",
    ]
    code, out, _ = run(*words)
    assert code == 0
    assert "Gain over climatology-12" in out
    assert "One late release of the data stands in" in out
    code, out, _ = run(*words, "--json")
    body = strict(out)
    assert set(body["models"]) == {"recency", "zero", "climatology-12"}
    assert body["models"]["zero"]["gain"]["ign"]["no_skill"]


def test_where_nothing_came_coverage_is_unknown(run: Run, tmp_path: Path) -> None:
    quiet = {f"m2021_{m:02d}": f"2021-{m:02d},0,0,0" for m in range(1, 13)}
    held, told = table(tmp_path, **quiet), tmp_path / "x.parquet"
    run("forecast", held, "--until", "2020-12", "--model", "zero", "--draws", "10", "--out", told)
    code, out, _ = run("score", told, "--actual", held, "--json")
    assert code == 0
    assert strict(out)["models"]["zero"]["coverage"] is None
    code, out, _ = run("score", told, "--actual", held)
    assert code == 0
    assert "unknown" in out


@pytest.mark.parametrize("model", ["recency", "pool"])
@pytest.mark.parametrize("ending", ["parquet", "csv"])
def test_a_seed_gives_the_same_bytes_whatever_comes_later(run: Run, tmp_path: Path, model: str, ending: str) -> None:
    def told(name: str, held: Path, seed: int = 1) -> bytes:
        file = tmp_path / f"{name}.{ending}"
        code, _, _ = run("forecast", held, "--until", "2020-10", "--months", "2021-01:2021-03", "--model", model,
                         "--draws", "50", "--seed", str(seed), "--out", file)  # fmt: skip
        assert code == 0
        return file.read_bytes()

    held = table(tmp_path)
    after = {
        f"m{y}_{m:02d}": f"{y}-{m:02d},9000000,,1" for y in (2020, 2021) for m in range(1, 13) if (y, m) > (2020, 10)
    }
    first = told("first", held)
    assert told("again", held) == first
    assert told("later", table(tmp_path, "later.csv", **after)) == first
    assert told("other", held, 2) != first


def test_without_a_file_the_highest_are_shown(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("forecast", table(tmp_path), "--model", "climatology-6", "--draws", "20")
    assert code == 0
    assert "2022-01 to 2022-12" in out
    assert out.index("Côte") < out.index("North") < out.index("South")


def test_neighbours_and_other_violence(run: Run, tmp_path: Path) -> None:
    held = table(tmp_path)
    (tmp_path / "pairs.csv").write_text("North,South\nNorth,Atlantis\n")
    code, _, err = run("forecast", held, "--model", "recency", "--draws", "9", "--neighbours", tmp_path / "pairs.csv",
                       "--other", table(tmp_path, "other.csv"))  # fmt: skip
    assert code == 0
    assert "1 rows of neighbours" in err
    assert "other.csv tells of 3 of the 3 units" in err


BAD: list[tuple[dict[str, str], list[str], str]] = [
    ({"m2019_05": ""}, [], "2019-05 is missing"),
    ({"m2019_05": "2019-04,1,1,1"}, [], "2019-04 is there twice"),
    ({"m2019_05": "2019-05,-1,1,1"}, [], "below zero"),
    ({"m2019_05": "2019-05,a few,1,1"}, [], "no number"),
    ({"m2019_05": "May,1,1,1"}, [], "'May' is no month"),
    ({"m2019_05": "2019-05,1,1"}, [], "3 cells, the header 4"),
    ({}, ["--units", "North,Atlantis"], "no Atlantis"),
    ({}, ["--until", "2023-01"], "not among the data"),
    ({}, ["--until", "2016-03"], "at least 12"),
    ({}, ["--until", "soon"], "'soon' is no month"),
    ({}, ["--months", "2021-12"], "not after the cut-off"),
    ({}, ["--months", "2022-05:2022-01"], "lies before"),
    ({}, ["--months", ":2022-05"], "'' is no month"),
    ({}, ["--months", "2022-01:2099-01"], "At most 240"),
    ({}, ["--model", "oracle"], "no model 'oracle'"),
    ({}, ["--model", "climatology-0"], "looks back"),
    ({}, ["--neighbours", "none.csv"], "no file none.csv"),
    ({}, ["--other", "none.csv"], "no file none.csv"),
]


@pytest.mark.parametrize("as_json", [[], ["--json"]], ids=["words", "json"])
@pytest.mark.parametrize(("changed", "more", "words"), BAD, ids=[words for _, _, words in BAD])
def test_no_forecast_from_nonsense(
    run: Run, tmp_path: Path, changed: dict[str, str], more: list[str], words: str, as_json: list[str]
) -> None:
    model = [] if "--model" in more else ["--model", "zero"]
    code, out, err = run("forecast", table(tmp_path, **changed), "--out", tmp_path / "x.csv", *model, *more, *as_json)
    assert code == (2 if "no file" in words else 1)
    assert words in err
    assert "Traceback" not in err
    assert [file.name for file in tmp_path.iterdir()] == ["table.csv"]
    if as_json:
        assert strict(out)["sentence"]


def test_all_that_is_wrong_at_once(run: Run, tmp_path: Path) -> None:
    held = table(tmp_path, m2017_05="2017-05,-1,x,1", m2019_05="", m2020_01="2020-01,1")
    code, _, err = run("forecast", held)
    assert code == 1
    assert all(words in err for words in ("4 things to mend", "below zero", "no number", "missing", "2 cells"))


def test_more_draws_than_can_be_held(run: Run, tmp_path: Path) -> None:
    months = [f"{y}-{m:02d}" for y in YEARS for m in range(1, 13)]
    (tmp_path / "many.csv").write_text(
        "\n".join([f"month,{','.join(map(str, range(50)))}", *(m + ",1" * 50 for m in months)])
    )
    code, _, err = run("forecast", tmp_path / "many.csv", "--draws", "100000", "--months", "2022-01:2041-12")
    assert code == 1
    assert "more than 400000000 draws" in err


def test_one_row_is_no_ground(run: Run, tmp_path: Path) -> None:
    (tmp_path / "one.csv").write_text("month,A\n2020-01,1\n")
    code, _, err = run("forecast", tmp_path / "one.csv", "--out", tmp_path / "x.csv")
    assert code == 1
    assert "has 1 month; a forecast needs at least 12" in err
    assert not (tmp_path / "x.csv").exists()


@pytest.mark.parametrize("name", ["none/x.csv", "none/x.parquet", "table.csv/x.csv", "x.xlsx", "x"])
def test_out_to_where_nothing_can_be_written(run: Run, tmp_path: Path, name: str) -> None:
    code, _, err = run("forecast", table(tmp_path), "--model", "zero", "--draws", "5", "--out", tmp_path / name)
    assert code == 1
    assert "cannot be written" in err or "ends otherwise" in err
    assert [file.name for file in tmp_path.iterdir()] == ["table.csv"]


def test_scores_that_cannot_be(run: Run, tmp_path: Path) -> None:
    held, told = table(tmp_path), tmp_path / "x.csv"
    run("forecast", held, "--until", "2020-12", "--model", "zero", "--draws", "5", "--out", told)
    empty = {f"m2021_{m:02d}": f"2021-{m:02d},,," for m in range(1, 13)}
    (tmp_path / "other.csv").write_text("month,A\n2016-01,1\n")
    (tmp_path / "weeks.csv").write_text("week,North\n2020-W01,1\n")
    for words, says in (
        ([told, "--actual", table(tmp_path, "empty.csv", **empty)], "tells nothing of what came"),
        ([told, "--actual", tmp_path / "other.csv"], "does not know North"),
        ([told, "--actual", tmp_path / "weeks.csv"], "is by month, the table by week"),
        ([told, "--actual", held, "--units", "Atlantis"], "no Atlantis"),
        ([held, "--actual", held], "has the columns"),
        ([tmp_path / "none.csv", "--actual", held], "no file"),
        ([told, "--actual", tmp_path / "none.csv"], "no file"),
    ):
        code, _, err = run("score", *words)
        assert code == (2 if says == "no file" else 1)
        assert says in err


@pytest.mark.parametrize(
    ("years", "words"),
    [
        ("2016", "less than 12 months"), ("2021:2019", "no span"), ("soon", "no span"), ("2022", "not among the data"),
        ("1:3", "no span"), ("2018:", ""),
    ],
)  # fmt: skip
def test_years_of_a_backtest(run: Run, tmp_path: Path, years: str, words: str) -> None:
    code, _, err = run("backtest", table(tmp_path), "--years", years, "--model", "zero", "--draws", "5")
    assert code == (1 if words else 0)
    assert words in err


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (["--by", "village"], "no unit"), (["--by", "h3:16"], "no unit"), (["--by", "none.geojson"], "no file"),
        (["--step", "year"], "no step"), (["--since", "soon"], "'soon' is no month"), (["--only", "x"], "NAME=VALUE"),
        (["--column", "when=date"], "--column knows"), (["--column", "start=date"], "no column date"),
        (["--only", "side=1"], "no column side"), (["--only", "country=Z"], "nothing to count"),
        (["--known-at", "2020-01-01"], "--column known"),
        (["--known-at", "2020", "--column", "known=told"], "is a day"),
        (["--since", "0001-01", "--until", "9999-12", "--step", "day"], "no day"),
    ],
)  # fmt: skip
def test_panels_that_cannot_be(run: Run, tmp_path: Path, more: list[str], words: str) -> None:
    (tmp_path / "events.csv").write_text(EVENTS + "2020-01-01,2020-01-01,18,4,3,A,1,2020-02-01\n")
    code, _, err = run("panel", tmp_path / "events.csv", "--out", tmp_path / "wide.csv", *more)
    assert code == (2 if words == "no file" else 1)
    assert words in err
    assert [file.name for file in tmp_path.iterdir()] == ["events.csv"]


def test_what_became_known_later_is_left_out(run: Run, tmp_path: Path) -> None:
    rows = "2020-01-01,2020-01-01,18,4,3,A,1,2020-02-01\n2020-01-02,2020-01-02,18,4,5,A,1,2020-02-02\n"
    (tmp_path / "events.csv").write_text(EVENTS + rows)
    known = ["--known-at", "2020-02-01", "--column", "known=told"]
    code, out, _ = run("panel", tmp_path / "events.csv", "--out", tmp_path / "wide.csv", "--by", "priogrid", *known)
    assert code == 0
    assert "1 became known later" in out
    assert (tmp_path / "wide.csv").read_text() == "month,135757\n2020-01,3\n"


def test_the_example_of_the_how_to(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = Path(__file__).parent.parent / "docs" / "how-to" / "forecast.md"
    (code,) = re.findall(r"```python\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    held: dict[str, Any] = {"file": table(tmp_path)}
    exec(code, held)
    assert held["draws"].shape == (3, 3, 1000)
    assert all(float(word) > 0 for word in capsys.readouterr().out.split())


WITHOUT = """
import sys
class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("sklearn", "pyarrow"):
            raise ImportError(name)
sys.meta_path.insert(0, Blocked())
from greenline.cli.main import main
main()
"""


def test_without_the_extra(tmp_path: Path) -> None:
    held = table(tmp_path)

    def told(*words: str | Path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", WITHOUT, "forecast", str(held), "--draws", "5", *map(str, words)]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    learned = told("--model", "trees", "--out", tmp_path / "x.csv")
    assert (learned.returncode, "choose --model recency" in learned.stderr) == (1, True)
    parquet = told("--model", "recency", "--out", tmp_path / "x.parquet")
    assert (parquet.returncode, "name a file that ends in .csv" in parquet.stderr) == (1, True)
    assert [file.name for file in tmp_path.iterdir()] == ["table.csv"]
    assert told("--model", "recency", "--out", tmp_path / "x.csv").returncode == 0
    assert (tmp_path / "x.csv").read_text().startswith("unit,month,draw,value\nNorth,2022-01,0,")
