"""A map proposed: by tags, by names, and what is asked because it cannot be told."""

from __future__ import annotations

from typing import Any

import pytest

from greenline.core.codes import code_lists
from greenline.exchange.mapping import ColumnMap
from greenline.exchange.proposing import Proposal, propose
from greenline.registers import REGISTERS


def proposed(head: str, *rows: str, register: str = "report") -> Proposal:
    return propose(head.split("|"), [row.split("|") for row in rows], REGISTERS[register], code_lists())


def asked(proposal: Proposal) -> dict[str, list[str]]:
    return {q["setting"]: q["choices"] for q in proposal.questions}


def test_common_names() -> None:
    told = proposed(
        "Event ID|Date|Latitude|Longitude|Village|Province|Killed|Injured|Notes|Colour",
        "7|2025-03-02|35.1|33.2|Alpha|North|2|0|Shots|red",
        "8|2025-03-03|35.2|33.3|Beta|North|0||More|blue",
    )
    assert told.table["key"] == "table:{Event ID}"
    assert told.table["fields"] == {
        "happened_at.start": "Date", "place.lat": "Latitude", "place.lon": "Longitude", "place.name": "Village",
        "admin1": "Province", "deaths.best": "Killed", "injured.best": "Injured", "account": "Notes",
        "source_id": "Event ID",
    }  # fmt: skip
    assert set(asked(told)) == {"constants.place.prec", "constants.source_kind"}
    assert "NGO" in asked(told)["constants.source_kind"]


def test_hxl_tags_tell_more_than_names() -> None:
    told = proposed(
        "A|B|C|D|E",
        "#date+occurred|#geo+lat|#geo+lon|#affected+killed|#x_own",
        "2025-03-02|35.1|33.2|1|z",
    )
    assert told.table["fields"]["happened_at.start"] == "A"
    assert told.table["fields"]["place.lat"] == "B"
    assert told.table["fields"]["deaths.best"] == "D"
    assert "E" not in told.table["fields"].values()


def test_a_column_whose_cells_do_not_fit_its_name_is_not_taken() -> None:
    told = proposed("date|lat|lon", "2025-03-02|north|33.2", "2025-03-02|35|333")
    assert set(told.table["fields"]) == {"happened_at.start"}


@pytest.mark.parametrize(
    ("days", "form", "choices"),
    [
        (("01/02/2025", "03/04/2025"), None, ["%d/%m/%Y", "%m/%d/%Y"]),
        (("13/02/2025", "03/04/2025"), "%d/%m/%Y", None),
        (("02/13/2025", "03/04/2025"), "%m/%d/%Y", None),
        (("2. 3. 25", "x"), None, []),
        (("2025-03-02", "2025-03"), None, None),
        (("02.03.2025",), "%d.%m.%Y", None),
    ],
)
def test_dates_that_could_be_read_in_two_ways_are_asked(
    days: tuple[str, ...], form: str | None, choices: list[str] | None
) -> None:
    told = proposed("id|date", *(f"{n}|{day}" for n, day in enumerate(days)))
    assert told.table.get("dates", {}).get("format") == form
    assert asked(told).get("dates.format") == choices


def test_words_that_are_codes_are_translated_the_others_are_asked() -> None:
    told = proposed("id|date|type", "1|2025-03-02|CFV-SAF", "2|2025-03-02|Mob violence, lynching", "3|2025-03-02|Blip")
    codes = told.table["codes"]["kind"]
    assert codes["CFV-SAF"] == "CFV-SAF"
    assert "Blip" not in codes
    assert "codes.kind.Blip" in asked(told)


def test_what_tells_rows_apart() -> None:
    head = "date|lat|lon|type"
    assert proposed(head, "2025-03-02|1|2|a", "2025-03-02|1|3|a").table["key"] == "table:{date}:{lat}:{lon}:{type}"
    assert "key" in asked(proposed(head, "2025-03-02|1|2|a", "2025-03-02|1|3|a"))
    twice = proposed(head, "2025-03-02|1|2|a", "2025-03-02|1|2|a")
    assert twice.table["key"] == ""
    assert asked(twice)["key"] == head.split("|")


def test_any_register_and_no_rows() -> None:
    for noun in REGISTERS:
        assert proposed("date|lat|lon|name|x", register=noun).table["register"] == noun
    assert proposed("").table["fields"] == {}


def test_a_proposal_with_its_questions_answered_fits() -> None:
    head = "Event ID|Date|Latitude|Longitude|Killed"
    told = proposed(head, "7|2025-03-02|35.1|33.2|2").table
    told["constants"] = {"source_kind": "NGO", "place.prec": 2}
    drafted = ColumnMap(told, REGISTERS, head.split("|")).read(2, "7|2025-03-02|35.1|33.2|2".split("|"))
    assert not drafted.issues
    assert drafted.values["place"] == {"lat": 35.1, "lon": 33.2, "prec": 2}


@pytest.mark.parametrize("cells", [["=1+1"] * 5, [""] * 5, ["\x00"] * 5, ["9" * 500] * 5])
def test_odd_cells_do_not_break_it(cells: list[Any]) -> None:
    propose(["id", "date", "lat", "lon", "type"], [cells], REGISTERS["report"], code_lists())
