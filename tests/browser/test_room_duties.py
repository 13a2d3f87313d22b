"""Cases, provisions, the watch and the report of a day, through the room.

Needs the routes `/api/board`, `/api/case-file`, `/api/provisions`, `/api/watch`, `/api/duty/…` and `/api/sitrep`.
"""

from __future__ import annotations

import json
import re
import time
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from test_room import Opener, browser, choose, demo, happening, opened, post

pytestmark = pytest.mark.browser
__all__ = ["browser", "opened"]  # the fixtures
DAY = "2023-08-18"  # of the assault at Pyla


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with demo() as (address, _):
        yield address


def get(address: str, path: str) -> Any:
    with urllib.request.urlopen(f"{address}/api/{path}", timeout=30) as answer:
        return json.loads(answer.read())


def go(page: Page, path: str, ready: str) -> None:
    page.evaluate(f"location.hash = '{path}'")
    page.wait_for_selector(ready)


def now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def proposed(address: str, within_s: float = 30) -> dict[str, Any]:
    """A finding that waits for a person; the machine proposes them at its own pace."""
    last = time.monotonic() + within_s
    while not (found := get(address, "finding?state=proposed&limit=1")["records"]):
        assert time.monotonic() < last, "no finding was proposed"
        time.sleep(0.2)
    return dict(found[0])


def case(address: str, title: str, **more: Any) -> str:
    """An allegation; its ref."""
    values = {"title": title, "accused": [{"actor": "NG"}, {"actor": "TUR", "contested": True}], **more}
    return str(post(address, "case", "allege", values)["ref"])


def act(address: str, register: str, ref: str, step: str, values: dict[str, Any], **more: Any) -> None:
    saw = get(address, f"{register}/{ref}")["version"]
    post(address, register, step, values, ref=ref, saw=saw, **more)


# --- cases


def test_an_allegation_begins_at_an_incident_and_ends_as_a_file(opened: Opener, address: str) -> None:
    ref = post(address, "incident", "open", happening(title="Lights at the fence"))["ref"]
    page = opened()
    go(page, f"#/incident/{ref}", "[data-testid=history]")
    page.locator("[data-testid=allege]").click()
    form = page.locator("[data-testid=form-case]")
    expect(form.locator("[name=title]")).to_have_value("Lights at the fence")
    form.locator("[name=account]").fill("Soldiers came forward of their line")
    page.locator("[data-testid=submit]").click()
    file = page.locator("[data-testid=case-page]")
    expect(file.locator("h2")).to_have_text("Lights at the fence")
    expect(file.locator("[data-testid=evidence]")).to_contain_text(ref)
    expect(file).to_contain_text("Soldiers came forward of their line")
    expect(file).to_contain_text("Nobody has attributed it yet.")
    file.locator("[data-step=register]").click()
    file.locator(".step-form button[type=submit]").click()
    expect(file.locator(".case-facts .state").first).to_have_attribute("data-state", "registered")
    expect(file.locator("[data-testid=timeline] li").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("[data-testid=board]")).to_be_visible()


def test_sides_stand_beside_each_other_and_a_second_dissent_keeps_the_first(opened: Opener, address: str) -> None:
    ref = case(address, "Trench at the gate", alleged_by="ROC", account="It was dug overnight")
    act(address, "case", ref, "dissent", {"dissents": [{"actor": "TUR", "position": "contests", "text": "Not ours"}]})
    page = opened(f"/#/case/{ref}")
    sides = page.locator("[data-testid=positions] .side")
    expect(sides).to_have_count(3)
    expect(sides.filter(has_text="Turkey")).to_contain_text("Not ours")
    expect(sides.filter(has_text="National Guard")).to_contain_text("No position is known.")
    expect(sides.filter(has_text="Republic of Cyprus")).to_contain_text("It was dug overnight")
    page.locator("[data-step=dissent]").click()
    page.locator(".step-form .add").last.click()
    page.locator("[name='dissents[1].actor']").fill("NG")
    page.locator(".step-form button[type=submit]").click()
    expect(page.locator(".step-form")).to_have_count(0)
    assert [each["actor"] for each in get(address, f"case/{ref}")["values"]["dissents"]] == ["TUR", "NG"]


def test_the_board_is_read_filtered_and_walked_by_keyboard(opened: Opener, address: str) -> None:
    grave = case(address, "Shots over a patrol", severity="3")
    registered = case(address, "Fence moved", severity="1")
    act(address, "case", registered, "register", {})
    page = opened("/#/cases")
    board = page.locator("[data-testid=board]")
    counted = {
        name: board.locator(f"[data-count={name}] dd").inner_text() for name in ("open", "new_24h", "standing_open")
    }
    assert {name: int(text) for name, text in counted.items()} == {
        name: get(address, "board")["counts"][name] for name in counted
    }
    card = board.locator(f"[data-ref={grave}]")
    expect(card).to_contain_text("S3")
    expect(card).to_contain_text("National Guard")
    expect(card).to_contain_text("contested")
    expect(card.locator(".clock")).not_to_have_text("")
    expect(board.locator(f"[data-group=examination] [data-ref={registered}]")).to_be_visible()

    card.focus()
    page.keyboard.press("ArrowRight")
    inside = "document.activeElement.closest('[data-group]').dataset.group"
    assert page.evaluate(inside) == "examination"
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(inside) == "alleged"
    assert board.locator("[data-testid=case-card][tabindex='0']").count() == 1

    board.locator("select[name=severity]").select_option("3")
    expect(board.locator(f"[data-ref={registered}]")).to_have_count(0)
    expect(card).to_be_visible()
    card.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-testid=case-page] h2")).to_have_text("Shots over a patrol")


# --- provisions


def test_a_proposed_finding_is_judged_at_its_clause(opened: Opener, address: str) -> None:
    finding = proposed(address)
    clause = finding["values"]["provision"]
    page = opened(f"/#/provisions/{clause}")
    part = page.locator(f"#clause-{clause}")
    expect(part).to_have_attribute("open", "")
    line = part.locator("[data-testid=finding]").filter(has_text=finding["ref"])
    expect(line.locator(".reasons li").first).to_be_visible()
    line.locator("[data-step=adopt]").click()
    line.locator("[name=basis]").fill("Patrol report of the same day")
    line.locator(".step-form button[type=submit]").click()
    expect(line.locator(".state")).to_have_attribute("data-state", "adopted")
    assert get(address, f"finding/{finding['ref']}")["state"] == "adopted"


def test_clauses_say_whom_they_bind_and_whether_they_hold(opened: Opener, address: str) -> None:
    told = get(address, "provisions")["agreements"]
    page = opened("/#/provisions")
    expect(page.locator("[data-testid=agreement]")).to_have_count(len(told))
    clauses = [clause for agreement in told for clause in agreement["provisions"]]
    expect(page.locator("[data-testid=clause]")).to_have_count(len(clauses))
    first = clauses[0]
    part = page.locator(f"#clause-{first['ref']}")
    expect(part.locator(".in-force")).to_have_attribute("data-force", first["in_force"])
    bound = {each["actor"] for clause in clauses for each in clause["bound"]}
    if bound:
        party = sorted(bound)[0]
        page.locator("select[name=bound]").select_option(party)
        left = [one for one in clauses if any(each["actor"] == party for each in one["bound"])]
        expect(page.locator("[data-testid=clause]")).to_have_count(len(left))


# --- the watch


def test_a_line_is_typed_at_once_and_sent_with_enter(opened: Opener, address: str) -> None:
    page = opened("/#/watch")
    expect(page.locator("[name=text]")).to_be_focused()
    page.keyboard.type("Two shots north of post 12")
    page.keyboard.press("Alt+Digit2")
    expect(page.locator(".matters .chosen")).to_contain_text("Patrol")
    page.keyboard.press("ArrowUp")
    expect(page.locator(".matters .chosen")).to_contain_text("Incident")
    page.locator("[name=sender]").fill("op-12")
    page.locator("[name=text]").focus()
    page.keyboard.press("Enter")
    line = page.locator("[data-testid=duty-line]").filter(has_text="Two shots north of post 12")
    expect(line).to_have_count(1)
    expect(line).to_contain_text("OP-12")
    expect(page.locator("[name=text]")).to_be_focused()
    expect(page.locator("[name=text]")).to_have_value("")
    expect(page.locator("[name=sender]")).to_have_value("op-12")
    held = get(address, "duty?q=two shots north".replace(" ", "%20"))["records"][0]
    assert held["values"]["matter"] == "incident"
    assert held["values"]["sender"] == "OP-12"


def test_a_line_that_could_not_be_sent_is_kept_over_a_reload_and_sent_once(opened: Opener, address: str) -> None:
    page = opened("/#/watch")
    page.route("**/api/duty?*", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.locator("[name=text]").fill("Radio silence at post 9")
    page.keyboard.press("Enter")
    expect(page.locator("[data-testid=unsent]")).to_contain_text("Radio silence at post 9")
    page.locator("[name=text]").fill("half a thought")
    page.reload()
    expect(page.locator("[name=text]")).to_have_value("half a thought")
    expect(page.locator("[data-testid=unsent]")).to_contain_text("Radio silence at post 9")
    page.unroute("**/api/duty?*")
    page.locator("[data-testid=unsent] button", has_text="Try again").click()
    expect(page.locator("[data-testid=unsent]")).to_have_count(0)
    expect(page.locator("[data-testid=duty-line]").filter(has_text="Radio silence at post 9")).to_have_count(1)
    assert get(address, "duty/count?q=Radio%20silence")["count"] == 1


def test_a_line_becomes_a_report_and_a_task_that_is_done(opened: Opener, address: str) -> None:
    said = {"at": {"start": now()}, "matter": "incident", "text": "Bulldozer seen at the north end"}
    ref = post(address, "duty", "log", said)["ref"]
    page = opened("/#/watch")
    line = page.locator("[data-testid=duty-line]").filter(has_text=ref)
    line.locator("[data-act=report]").click()
    choose(page, "kind", "CFV-CON")
    choose(page, "source_kind", "own_observation")
    line.locator("[name='place.lat']").fill("35.1")
    line.locator("[name='place.lon']").fill("33.3")
    line.locator(".step-form button[type=submit]").click()
    report = line.locator("a[href^='#/report/REP-']")
    expect(report).to_have_count(1)
    made = get(address, f"report/{report.inner_text().strip()}")["values"]
    assert made["account"] == "Bulldozer seen at the north end"
    assert made["kind"] == "CFV-CON"

    line.locator("[data-act=task]").click()
    line.locator("[name=task]").fill("Ask the liaison officer")
    line.locator("[name='task_due.start']").fill(now()[:10])
    line.locator(".step-form button[type=submit]").click()
    task = page.locator("[data-testid=tasks] li").filter(has_text="Ask the liaison officer")
    expect(task).to_have_count(1)
    task.locator("button", has_text="Done").click()
    task.locator("[name=action]").fill("Called; they will look")
    task.locator(".step-form button[type=submit]").click()
    expect(task).to_have_count(0)
    assert get(address, f"duty/{ref}")["state"] == "done"


def test_the_watch_goes_over_from_one_to_the_next(opened: Opener) -> None:
    page = opened("/#/watch")
    over = page.locator("[data-testid=hand-over]")
    over.locator("[data-act=give]").click()
    over.locator("[name=handed_to]").fill("desk-9")
    expect(over.locator("[name=handover]")).to_have_value(re.compile("Open tasks"))
    over.locator(".step-form button[type=submit]").click()
    over.locator("[data-act=take]").click()
    expect(over.locator("b").first).to_have_text("DESK-9")
    expect(over.locator("[data-act=take]")).to_have_count(0)


# --- the report


def test_the_report_is_there_at_once_and_its_numbers_open_their_records(opened: Opener) -> None:
    page = opened(f"/#/report/daily/{DAY}")
    expect(page.locator("[data-testid=sitrep-section]")).to_have_count(11)
    number = page.locator("[data-testid=sitrep-section] td a.number[href^='#/incident/']").first
    number.click()
    expect(page.locator("[data-testid=record]")).to_contain_text("Pyla")
    page.locator("[data-testid=flash]").click()
    expect(page.locator("[data-testid=sitrep-section]")).to_have_count(3)
    expect(page.locator("[name=incident]")).to_have_value(re.compile("^INC-"))
    go(page, "#/report/weekly/2023-08-20", "[data-testid=sitrep-section]")
    go(page, "#/report", "[data-testid=sitrep-section]")
    expect(page.locator("[name=day]")).not_to_have_value("")


def test_a_report_is_written_cleared_and_released_and_then_corrected_openly(opened: Opener, address: str) -> None:
    page = opened(f"/#/report/daily/{DAY}", height=1200)
    page.locator("[name=passage-2]").fill("Talks went on.")
    page.locator("[data-act=save]").click()
    issue = page.locator("[data-testid=issue]")
    expect(issue.locator(".state").first).to_have_attribute("data-state", "draft")
    expect(page.locator("[name=passage-2]")).to_have_value("Talks went on.")
    page.locator("[name=passage-3]").fill("An assault was reported.")
    expect(issue.locator("[data-act=clear_component]")).to_be_disabled()
    page.locator("[data-act=save]").click()
    expect(issue.locator("[data-act=clear_component]")).to_be_enabled()
    issue.locator("[data-act=clear_component]").click()
    expect(issue.locator(".cleared")).to_have_count(1)
    issue.locator("[data-act=clear_component]").click()
    expect(issue.locator(".cleared")).to_have_count(2)
    issue.locator("[data-act=clear_desk]").click()
    issue.locator("[data-act=release]").click()
    expect(issue.locator(".state").first).to_have_attribute("data-state", "released", timeout=30_000)
    expect(issue).to_contain_text("The records still bear out every issued figure.")
    expect(page.locator("[name=passage-2]")).to_have_count(0)
    expect(page.locator("[data-number='2'] .passage-told")).to_have_text("Talks went on.")

    post(address, "incident", "open", {**happening(title="Told late"), "happened_at": {"start": DAY}})
    page.locator("[data-act=anew]").click()
    rows = page.locator("[data-testid=differences] tbody tr")
    expect(rows.first).to_be_visible()
    issue.locator("[data-act=correct]").click()
    issue.locator("[name=reason]").fill("A report came late")
    issue.locator(".step-form button[type=submit]").click()
    expect(issue.locator(".state").first).to_have_attribute("data-state", "corrected")
    expect(rows).to_have_count(0)
    issue.locator("details summary").click()
    expect(issue.locator("details del").first).to_be_visible()
    with page.expect_download() as taken:
        page.locator("[data-act=pdf]").click()
    with open(taken.value.path(), "rb") as paper:
        assert paper.read(5) == b"%PDF-"


# --- every size and direction


@pytest.mark.parametrize(("language", "theme"), [("en", "dark"), ("ar", "light")])
def test_nothing_sticks_out_at_390_pixels(opened: Opener, address: str, language: str, theme: str) -> None:
    ref = case(address, "A long title of a case that has to be broken into several lines in a narrow window")
    page = opened(f"/?lang={language}", width=390, height=844)
    page.evaluate(f"localStorage.setItem('greenline.theme', '{theme}')")
    page.reload()
    page.wait_for_selector(".tabs")
    for path, name in (
        ("#/cases", "board"), (f"#/case/{ref}", "case-page"), ("#/provisions", "provisions"), ("#/watch", "watch"),
        (f"#/report/daily/{DAY}", "sitrep"), (f"#/report/weekly/{DAY}", "sitrep"),
    ):  # fmt: skip
        go(page, path, f"[data-testid={name}]")
        page.wait_for_timeout(900)
        assert page.evaluate("document.scrollingElement.scrollWidth") <= 390, path
        assert (
            page.evaluate(
                "(() => { const e = document.querySelector('.import-page'); return e.scrollWidth - e.clientWidth; })()"
            )
            <= 1
        ), path
        assert page.locator(".import-page .problem").count() == 0, path
    page.locator(".menu-button").click()
    for name in ("cases", "provisions", "watch", "report"):
        expect(page.locator(f".duties a[href='#/{name}']")).to_be_visible()
    page.locator(".duties a[href='#/watch']").click()
    expect(page.locator("[name=text]")).to_be_visible()


def test_the_ways_there_stand_in_the_top_bar(opened: Opener) -> None:
    for width in (1440, 1280, 1000):
        page = opened("/", width=width)
        assert page.evaluate("document.querySelector('.top').scrollWidth") <= width
        if page.locator(".menu-button").is_visible():
            page.locator(".menu-button").click()
        else:
            page.locator(".duty-group button", has_text="Agreement").click()
        page.locator(".duties a[href='#/cases']").click()
        expect(page.locator(".duties a[href='#/cases']")).to_have_attribute("aria-current", "page")
        expect(page.locator(".duty-group .open")).to_have_count(0)
        page.keyboard.press("Escape")
        expect(page.locator("[data-testid=board]")).to_have_count(0)
