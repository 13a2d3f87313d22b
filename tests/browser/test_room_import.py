"""A table brought in through the room by the duty desk, and what the room says while its server cannot write."""

from __future__ import annotations

import json
import re
import resource
import sys
import tomllib
import urllib.error
import urllib.request
import uuid
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from test_room import LIVE, NO_MAP, ROW, browser, choose, demo, happening, today

pytestmark = pytest.mark.browser
__all__ = ["browser"]  # the fixture
HEADER = ["id", "Date", "lat", "lon", "Type", "Fatalities", "Village", "Notes", "Source type"]
ROWS = [
    ["1", "03/04/2026", "35.11", "33.41", "shots", "0", "Millbrook", "A burst by the mill", "own_observation"],
    ["2", "05/06/2026", "35.12", "33.42", "CFV-IDF", "2", "Oldford", "Three rounds", "own_observation"],
    ["3", "07/08/2026", "35.13", "33.43", "shots", "many", "Newham", "This row is refused", "own_observation"],
]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with demo() as (address, _):
        yield address


@contextmanager
def room(browser: Browser, address: str, width: int = 1440) -> Iterator[Page]:
    """A page of its own without a map, whose list is there."""
    context = browser.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce", locale="en-GB")
    context.set_default_timeout(40_000)
    try:
        page = context.new_page()
        page.add_init_script(f"({NO_MAP})()")
        page.goto(address)
        page.wait_for_selector(ROW, state="attached")
        yield page
    finally:
        context.close()


def recorded(address: str) -> int:
    """How many reports and incidents there are; the ledger itself goes on by what the machine proposes of them."""
    return sum(int(ask(address, f"{noun}/count")["count"]) for noun in ("report", "incident"))


def ask(address: str, path: str) -> Any:
    with urllib.request.urlopen(f"{address}/api/{path}", timeout=10) as answer:
        return json.loads(answer.read())


def table(name: str, rows: list[list[str]]) -> dict[str, Any]:
    """A made-up CSV file as a browser's file input takes it."""
    text = "\n".join(",".join(row) for row in [HEADER, *rows]) + "\n"
    return {"name": name, "mimeType": "text/csv", "buffer": text.encode()}


def book(file: Path, sheets: dict[str, list[list[str]]]) -> Path:
    """A made-up workbook with as little in it as a reader needs."""
    office = "http://schemas.openxmlformats.org"
    main, links = f"{office}/spreadsheetml/2006/main", f"{office}/officeDocument/2006/relationships"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    numbers = range(1, len(sheets) + 1)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
        parts = "".join(
            f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{kind}.worksheet+xml"/>' for n in numbers
        )
        out.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{office}/package/2006/content-types"><Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" '
            f'ContentType="{kind}.sheet.main+xml"/>{parts}</Types>',
        )
        relations = f'<Relationships xmlns="{office}/package/2006/relationships">'
        out.writestr(
            "_rels/.rels",
            f'{relations}<Relationship Id="r1" Type="{links}/officeDocument" Target="xl/workbook.xml"/>'
            "</Relationships>",
        )
        names = "".join(
            f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>' for n, name in zip(numbers, sheets, strict=True)
        )
        out.writestr(
            "xl/workbook.xml", f'<workbook xmlns="{main}" xmlns:r="{links}"><sheets>{names}</sheets></workbook>'
        )
        found = "".join(
            f'<Relationship Id="r{n}" Type="{links}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
        )
        out.writestr("xl/_rels/workbook.xml.rels", f"{relations}{found}</Relationships>")
        for n, rows in zip(numbers, sheets.values(), strict=True):
            lines = "".join(
                "<row>" + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row) + "</row>"
                for row in rows
            )
            sheet = f'<worksheet xmlns="{main}"><sheetData>{lines}</sheetData></worksheet>'
            out.writestr(f"xl/worksheets/sheet{n}.xml", sheet)
    return file


def count(page: Page, part: str, name: str) -> str:
    return page.locator(f"[data-testid={part}] [data-count={name}] dd").inner_text()


def answer(page: Page, name: str, value: str) -> None:
    page.locator(f"[name='{name}']").select_option(value)


def test_a_table_is_looked_at_tried_and_only_then_imported(browser: Browser, address: str) -> None:
    before = recorded(address)
    with room(browser, address) as page:
        page.locator("a.import-table").focus()
        page.keyboard.press("Enter")
        page.locator("input[name=table]").set_input_files(table("Posts 2026-03.csv", ROWS))  # type: ignore[arg-type]
        shown = page.locator("[data-testid=import-rows]")
        expect(shown).to_contain_text("A burst by the mill")
        # every open question stands there, and nothing can be tried before they are answered
        attempt, last = page.locator("[data-testid=import-try]"), page.locator("[data-testid=import-run]")
        asked = page.locator("[data-testid=question]:not(.answered)")
        expect(asked).to_have_count(3)
        expect(asked.first).to_contain_text("could be read in several ways")
        expect(attempt).to_be_disabled()
        expect(last).to_be_disabled()
        answer(page, "dates.format", "%d/%m/%Y")
        answer(page, "constant.place.prec", "1")
        expect(attempt).to_be_disabled()
        answer(page, "code.shots", "CFV-SAF")
        expect(asked).to_have_count(0)
        expect(page.locator("[name='code.CFV-IDF']")).to_have_value("CFV-IDF")
        expect(page.locator("[name=key-name]")).to_have_value("posts")
        # the trial
        attempt.focus()
        page.keyboard.press("Enter")
        trial = page.locator("[data-testid=trial]")
        expect(trial).to_contain_text("Line 4")
        assert [count(page, "trial", n) for n in ("new", "changed", "already", "refused")] == ["2", "0", "0", "1"]
        expect(trial.locator(".refused-lines li")).to_have_text([re.compile("Line 4.*'many' is no whole number")])
        expect(trial.locator(".sample").first).to_contain_text("03 Apr 2026")
        expect(trial).to_contain_text("All rows were read")
        # another answer is another map: the trial is void
        answer(page, "dates.format", "%m/%d/%Y")
        expect(trial).to_have_count(0)
        expect(last).to_be_disabled()
        answer(page, "dates.format", "%d/%m/%Y")
        page.locator("[name=as-incident]").check()
        attempt.click()
        expect(trial).to_be_visible()
        # the map as the command line reads it
        with page.expect_download() as loading:
            page.locator("[data-testid=import-toml]").click()
        told = tomllib.loads(loading.value.path().read_text(encoding="utf-8"))
        assert told["key"] == "posts:{id}"
        assert told["codes"]["kind"] == {"shots": "CFV-SAF", "CFV-IDF": "CFV-IDF"}
        assert (told["constants"], told["dates"]) == ({"place.prec": 1}, {"format": "%d/%m/%Y"})
        # asked once more, and refused once
        last.click()
        page.get_by_role("button", name="Cancel").click()
        last.click()
        expect(page.locator("[data-testid=import-yes]")).to_be_focused()
        assert recorded(address) == before
        page.keyboard.press("Enter")
        expect(page.locator("[data-testid=import-summary]")).to_contain_text("line 4")
        assert [count(page, "import-summary", n) for n in ("read", "accepted", "refused")] == ["3", "2", "1"]
        assert recorded(address) == before + 4  # two reports, and the incident of each
        page.locator("[data-testid=import-to-room]").click()
        expect(page.locator("[data-testid=import-page]")).to_have_count(0)
    found = ask(address, "report?q=burst+by+the+mill")["records"]
    assert [each["values"]["happened_at"]["start"] for each in found] == ["2026-04-03"]


def test_a_sheet_of_a_workbook_is_chosen_and_a_second_import_changes_nothing(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    rows = [[f"w{row[0]}", *row[1:]] for row in ROWS[:2]]
    file = book(tmp_path / "Watch.xlsx", {"Readme": [["This sheet"], ["is not it"]], "Rows": [HEADER, *rows]})
    for expected in ("2", "0"):
        before = recorded(address)
        with room(browser, f"{address}/#/import") as page:
            page.locator("input[name=table]").set_input_files(file)
            expect(page.locator("[data-testid=import-rows]")).to_contain_text("is not it")
            answer(page, "sheet", "Rows")
            expect(page.locator("[data-testid=import-rows]")).to_contain_text("Three rounds")
            answer(page, "dates.format", "%d/%m/%Y")
            answer(page, "constant.place.prec", "2")
            answer(page, "code.shots", "CFV-SAF")
            page.locator("[data-testid=import-try]").click()
            expect(page.locator("[data-testid=trial]")).to_be_visible()
            assert (count(page, "trial", "new"), recorded(address)) == (expected, before)
            page.locator("[data-testid=import-run]").click()
            page.locator("[data-testid=import-yes]").click()
            expect(page.locator("[data-testid=import-summary]")).to_be_visible()
            assert count(page, "import-summary", "accepted") == expected
            assert recorded(address) == before + int(expected)


def test_what_the_server_refuses_is_told_where_it_belongs(browser: Browser, address: str) -> None:
    with room(browser, f"{address}/#/import") as page:
        page.locator("input[name=table]").set_input_files({"name": "x.csv", "mimeType": "", "buffer": b"\xff\xfe\0\0"})
        expect(page.locator("[data-testid=import-problem]")).to_contain_text("UTF-16")
        page.locator("input[name=table]").set_input_files(table("y.csv", ROWS))  # type: ignore[arg-type]
        answer(page, "register", "site")
        # a site is named by a person, not by a guess; its own key stays to be said
        expect(page.locator("[data-testid=question]").first).to_be_visible()
        expect(page.locator("[data-testid=import-try]")).to_be_disabled()
        page.reload()  # the address names the table: it is looked at again
        expect(page.locator("[data-testid=import-rows]")).to_contain_text("A burst by the mill")
        page.evaluate("() => { location.hash = '#/import/00000000000000000000000000000000'; }")
        expect(page.locator("[data-testid=import-problem]")).to_contain_text("send it again")
        page.go_back()
        expect(page.locator("[data-testid=import-rows]")).to_be_visible()


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_page_of_tables_fits_a_narrow_window(browser: Browser, address: str, lang: str) -> None:
    with room(browser, f"{address}/?lang={lang}#/import", width=390) as page:
        page.locator("input[name=table]").set_input_files(table("z.csv", ROWS))  # type: ignore[arg-type]
        expect(page.locator("[data-testid=import-rows]")).to_be_visible()
        wide = "() => [document.documentElement, document.querySelector('.import-page')].map(e => e.scrollWidth)"
        assert max(page.evaluate(wide)) <= 390
        unnamed = """() => [...document.querySelectorAll('.import-page :is(input, select, button)')]
          .filter(e => !(e.labels?.length || e.ariaLabel || e.textContent.trim() && e.tagName === 'BUTTON')).length"""
        assert page.evaluate(unnamed) == 0


def test_another_role_may_not_bring_in_tables(browser: Browser, address: str) -> None:
    with room(browser, address) as page:
        expect(page.locator("a.import-table")).to_have_count(1)
        page.locator("select[name=role]").select_option("observer")
        expect(page.locator("a.import-table")).to_have_count(0)
        page.evaluate("() => { location.hash = '#/import'; }")
        expect(page.locator("[data-testid=import-may-not]")).to_be_visible()
        expect(page.locator("input[name=table]")).to_have_count(0)
    headers = {"Content-Type": "application/octet-stream", "X-Greenline-Role": "observer"}
    request = urllib.request.Request(f"{address}/api/import", b"a,b\n1,2\n", headers)
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=10)
    assert refused.value.code == 403


@pytest.mark.skipif(sys.platform != "linux", reason="limits of another process are Linux's")
def test_a_server_that_cannot_write_is_told_and_the_draft_is_kept(browser: Browser) -> None:
    with demo() as (address, process), room(browser, f"{address}/#/new/report") as page:
        page.wait_for_selector(LIVE)
        _, hard = resource.prlimit(process.pid, resource.RLIMIT_FSIZE)
        held = [fd.resolve() for fd in Path(f"/proc/{process.pid}/fd").iterdir()]
        full = max(file.stat().st_size for file in held if file.is_file())
        page.locator("[name='happened_at.start']").fill(today())
        choose(page, "kind", "CFV-SAF")
        choose(page, "source_kind", "own_observation")
        page.locator("details.more > summary").click()
        page.locator("[name=account]").fill("Seen while the disk was full")
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (full, hard))
        try:
            _fill(address)
            page.locator("[data-testid=submit]").click()
            expect(page.locator("[data-testid=form-report] .problem")).to_contain_text(re.compile("full|written|room"))
            bar = page.locator("[data-testid=trouble]")
            expect(bar).to_be_visible()
            expect(bar).to_contain_text("nothing new can be recorded")
            expect(bar).to_have_attribute("role", "alert")
            expect(page.locator("[name=account]")).to_have_value("Seen while the disk was full")
            page.reload()
            expect(bar).to_be_visible()
            expect(page.locator("[name=account]")).to_have_value("Seen while the disk was full")
        finally:
            resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (hard, hard))
        page.locator("[data-testid=submit]").click()
        expect(page.locator("[data-testid=record]")).to_contain_text("Seen while the disk was full")
        expect(bar).to_have_count(0)


def _fill(address: str) -> None:
    """Send until the server can write no more."""
    for number in range(5_000):
        values = happening(source_kind="media", account=f"{number} " + "x" * 9_000)
        body = json.dumps({"step": "send", "key": str(uuid.uuid4()), "values": values}).encode()
        told = {"Content-Type": "application/json"}
        try:
            urllib.request.urlopen(urllib.request.Request(f"{address}/api/report", body, told), timeout=30).close()
        except urllib.error.HTTPError as error:
            refused = error.code
            break
    else:
        pytest.fail("the server goes on writing")
    assert refused == 503
