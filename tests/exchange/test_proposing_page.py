"""Questions that a person can answer, and only those: a register without a moment is not asked for one."""

from __future__ import annotations

import pytest

from greenline.exchange.proposing import propose
from greenline.registers import REGISTERS

HEADER = ["id", "name", "lat", "lon"]
ROWS = [["1", "North", "35.1", "33.1"], ["2", "South", "35.2", "33.2"]]


@pytest.mark.parametrize(("noun", "asked"), [("unit", 0), ("site", 0), ("asset", 0), ("report", 1), ("incident", 1)])
def test_when_is_asked_only_where_a_record_must_have_it(noun: str, asked: int) -> None:
    questions = propose(HEADER, ROWS, REGISTERS[noun], {}).questions
    assert sum("when it happened" in each["sentence"] for each in questions) == asked
    # and it is asked once, not as a column and as a constant
    when = REGISTERS[noun].seen.when
    assert not [each for each in questions if each["setting"] == f"constants.{when}"]
