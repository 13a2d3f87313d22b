"""Every route of the OpenAPI document, asked by machines as every role and audience: no answer is a 500, and none is
outside what the document says."""

from __future__ import annotations

import os
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from made import incident, report, send
from peopled import PASSWORD, browser, populate, sign_in
from schemathesis.checks import (
    content_type_conformance,
    not_a_server_error,
    response_schema_conformance,
    status_code_conformance,
)

from greenline.core.handling import ROLES
from greenline.desk.desk import Desk
from greenline.desk.people import accounts
from greenline.desk.people.store import People
from greenline.web.app import create_app

EXAMPLES = 40 if os.environ.get("GREENLINE_SOAK") else 2
SIGNS = {**{role: role.upper() + "-9" for role in ROLES if role != "machine"}, "party": "PARTY-9", "public": "PRESS-9"}
WHO = ["anonymous", "operator", *SIGNS]
ENDLESS = ("/api/stream",)  # an event stream has no end


@pytest.fixture(scope="module")
def world(shared: Desk) -> Desk:
    """A mission with records of every level and people of every role."""
    for level in "0123":
        send(shared, "report", "send", values=report(sensitivity=level, account=f"Level {level}"))
        send(shared, "incident", "open", values=incident(sensitivity=level))
    people = populate(shared, PARTY_9="party:A", PRESS_9="public")
    password = accounts.find(people, "PARTY-9").password
    for role, sign in SIGNS.items():
        if role in ROLES:
            accounts.add(people, shared.mission, sign, (role,), None)
            with people.writing() as connection:
                mine = accounts.persons.c.call_sign == sign
                connection.execute(accounts.persons.update().where(mine).values(password=password))
    people.close()
    return shared


def cookie(desk: Desk, who: str) -> dict[str, str]:
    """What the browser of somebody sends."""
    if who in ("anonymous", "operator"):
        return {}
    with browser(desk) as client:
        answer = sign_in(client, SIGNS[who], PASSWORD)
        assert answer.status_code == 200, answer.text
        return {"Cookie": "; ".join(f"{name}={value}" for name, value in client.cookies.items())}


@pytest.mark.parametrize("who", WHO)
def test_no_route_breaks_for_anybody(world: Desk, who: str) -> None:
    app = create_app(world, demo=who == "operator")
    headers = cookie(world, who)
    document = app.openapi()
    for path in document["paths"].values():  # of all words most would only be told that there is no such audience
        for one in (p for operation in path.values() for p in operation.get("parameters", ())):
            if one["name"] == "audience":
                one["schema"] = {"type": "string", "enum": [audience.name for audience in world.audiences]}
    schema = schemathesis.openapi.from_dict(document)
    schema.app = app
    asked = 0
    failures: list[str] = []
    for found in schema.get_all_operations():
        operation = found.ok()
        if operation.path in ENDLESS or (operation.path, operation.method) == ("/api/session", "delete"):
            continue

        @settings(
            max_examples=EXAMPLES, deadline=None, database=None, derandomize=True,
            suppress_health_check=list(HealthCheck), phases=[Phase.generate],
        )  # fmt: skip
        def ask(case: Any) -> None:
            nonlocal asked
            asked += 1
            case.call_and_validate(
                base_url="http://127.0.0.1",
                headers=headers,
                checks=[
                    not_a_server_error, status_code_conformance, content_type_conformance,
                    response_schema_conformance,
                ],
            )  # fmt: skip

        from hypothesis import given

        try:
            given(case=operation.as_strategy())(ask)()
        except Exception as error:  # told together, so that one run shows all
            failures.append(f"{operation.method.upper()} {operation.path}: {str(error)[:600]}")
    assert asked > 100
    assert not failures, "\n\n".join(failures[:12])
    assert People(world.place).exist()
