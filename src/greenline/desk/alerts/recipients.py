"""Recipients: who is told, in which language, by which channels, and what they may know. Contact addresses are kept
here and nowhere else; whoever lists them sees whether there is one, never which."""

from __future__ import annotations

import csv
import io
import re
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, func, select

from ...alerting.rule import GROUP
from ...core.codes import code_lists
from ...core.errors import Invalid, Issue, NotFound
from ...ledger.beside import Beside
from ...mission import Mission
from .store import addresses, recipients

MOST_RECIPIENTS, MOST_GROUPS = 100_000, 50
COLUMNS = ("id", "language", "groups", "audience", "quiet", "email", "sms", "webhook", "matrix")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,39}\Z")
_QUIET = re.compile(r"([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d\Z")
# What each address looks like; none may hold a space, a comma or a line break, so that none can be two.
_ADDRESS = {
    "email": re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,180}[A-Za-z0-9])?\Z"),
    "sms": re.compile(r"\+[1-9]\d{6,14}\Z"),  # E.164
    "webhook": re.compile(r"[a-z][a-z0-9-]{0,39}\Z"),
    "matrix": re.compile(r"![A-Za-z0-9._~=+/-]{1,200}(:[A-Za-z0-9.:-]{1,200})?\Z"),
}


@dataclass(frozen=True, slots=True)
class Recipient:
    """One who is told; `addresses` by channel."""

    id: str
    language: str = "en"
    groups: tuple[str, ...] = ()
    audience: str = "public"
    quiet: str = ""
    addresses: Mapping[str, str] = field(default_factory=dict)

    def plain(self) -> dict[str, Any]:
        """All but the addresses themselves."""
        return {
            "id": self.id, "language": self.language, "groups": list(self.groups), "audience": self.audience,
            "quiet": self.quiet or None, "channels": sorted(self.addresses),
        }  # fmt: skip


def addresses_of(beside: Beside, name: str) -> dict[str, str]:
    """The addresses that are kept of a recipient, by channel; for keeping them, never for showing."""
    if not beside.there():
        return {}
    with beside.reading() as connection:
        rows = connection.execute(select(addresses).where(addresses.c.recipient == name))
        return {row.channel: row.address for row in rows}


def put(beside: Beside, mission: Mission, given: Iterable[Recipient]) -> int:
    """Keep recipients, each in place of the one of its id: all of them or, when anything is wrong, none. Raises Invalid
    with every issue."""
    wanted = list(given)
    issues = [issue for one in wanted for issue in _issues(mission, one)]
    if len({one.id for one in wanted}) != len(wanted):
        issues.append(Issue("id", "twice", "An id stands here more than once."))
    if len(wanted) > MOST_RECIPIENTS:
        issues.append(Issue("recipients", "too_many", f"At most {MOST_RECIPIENTS:,} recipients."))
    if issues:
        raise Invalid(f"{len(issues)} thing{'s' * (len(issues) != 1)} to mend; nobody was added.", issues[:200])
    now_s = int(time.time())
    with beside.writing() as connection:
        for start in range(0, len(wanted), 500):
            some = wanted[start : start + 500]
            _drop(connection, [one.id for one in some])
            connection.execute(recipients.insert(), [
                {"id": r.id, "language": r.language, "groups": f" {' '.join(r.groups)} ", "audience": r.audience,
                 "quiet": r.quiet, "made_at": now_s} for r in some
            ])  # fmt: skip
            kept = [{"recipient": r.id, "channel": c, "address": a} for r in some for c, a in r.addresses.items()]
            if kept:
                connection.execute(addresses.insert(), kept)
        if connection.execute(select(func.count()).select_from(recipients)).scalar_one() > MOST_RECIPIENTS:
            words = f"There would be more than {MOST_RECIPIENTS:,} recipients; nobody was added."
            raise Invalid(words, [Issue("recipients", "too_many", words)])
    return len(wanted)


def every(beside: Beside) -> list[Recipient]:
    """All recipients, by id."""
    if not beside.there():
        return []
    with beside.reading() as connection:
        return list(_read(connection, select(recipients).order_by(recipients.c.id)))


def of_groups(connection: Connection, groups: Iterable[str]) -> list[Recipient]:
    """The recipients of any of these groups, each once."""
    found: dict[str, Recipient] = {}
    for group in groups:
        query = select(recipients).where(recipients.c.groups.contains(f" {group} ", autoescape=True))
        found.update({one.id: one for one in _read(connection, query)})
    return [found[name] for name in sorted(found)]


def remove(beside: Beside, name: str) -> None:
    """Forget a recipient with all addresses; what was sent stays counted under the id. Raises NotFound."""
    if beside.there():
        with beside.writing() as connection:
            if _drop(connection, [name]):
                return
    raise NotFound(f"There is no recipient {name[:40]!r}.")


def read_table(data: bytes) -> Iterator[Recipient]:
    """The recipients of a CSV file with a header (`COLUMNS`); groups are separated by spaces. Raises Invalid."""
    try:
        rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
        wrong = [name for name in rows.fieldnames or ("nothing",) if name not in COLUMNS]
        if wrong or "id" not in (rows.fieldnames or ()):
            words = f"The header has {', '.join(COLUMNS)}, id at least; not {', '.join(map(str, wrong)) or 'no id'}."
            raise Invalid("The table cannot be read.", [Issue("header", "bad_header", words)])
        for number, row in enumerate(rows, 2):
            if None in row or None in row.values():
                words = "This row has more or fewer cells than the header."
                raise Invalid("The table cannot be read.", [Issue(f"row {number}", "ragged", words)])
            told = {name: (text or "").strip() for name, text in row.items()}
            yield Recipient(
                told["id"], told.get("language") or "en", tuple(told.get("groups", "").split()),
                told.get("audience") or "public", told.get("quiet", ""),
                {channel: told[channel] for channel in _ADDRESS if told.get(channel)},
            )  # fmt: skip
    except (UnicodeDecodeError, csv.Error) as error:
        words = "This is not UTF-8 text." if isinstance(error, UnicodeDecodeError) else f"This is not CSV: {error}."
        raise Invalid("The table cannot be read.", [Issue("file", "not_csv", words)]) from None


def _issues(mission: Mission, one: Recipient) -> Iterator[Issue]:
    where = f"recipient {one.id[:40]}"
    if not _ID.match(one.id):
        words = "An id is a call sign, or letters, digits and dashes that say nothing of a person."
        yield Issue(where, "bad_id", words)
    if one.language not in code_lists()["language"] or one.language == "other":
        yield Issue(f"{where}: language", "unknown_code", f"{one.language[:20]!r} is no language of the list.")
    if one.audience not in mission.audiences:
        words = f"There is no audience {one.audience[:40]!r}; there are {', '.join(mission.audiences)}."
        yield Issue(f"{where}: audience", "unknown_audience", words)
    if len(one.groups) > MOST_GROUPS:
        yield Issue(f"{where}: groups", "too_many", f"At most {MOST_GROUPS} groups.")
    for group in one.groups:
        if not GROUP.match(group):
            yield Issue(f"{where}: groups", "bad_group", f"{group[:40]!r} is no group; small letters, digits, dashes.")
    if one.quiet and not _QUIET.match(one.quiet):
        yield Issue(f"{where}: quiet", "bad_hours", "Quiet hours look like 22:00-06:00.")
    hooks = [hook.name for hook in mission.settings.alerting.webhook]
    for channel, address in one.addresses.items():
        if channel not in _ADDRESS:
            yield Issue(f"{where}: {channel[:20]}", "unknown_channel", f"There are {', '.join(_ADDRESS)}.")
        elif not _ADDRESS[channel].match(address):  # which one is never repeated: it may be somebody's
            yield Issue(f"{where}: {channel}", "bad_address", "This is no address of that channel.")
        elif channel == "webhook" and address not in hooks:
            words = "A webhook goes by its name in mission.toml, and there is none of that name."
            yield Issue(f"{where}: webhook", "unknown_webhook", words)


def _read(connection: Connection, query: Any) -> Iterator[Recipient]:
    rows = connection.execute(query).all()
    held: dict[str, dict[str, str]] = {}
    names = [row.id for row in rows]
    for start in range(0, len(names), 500):
        wanted = select(addresses).where(addresses.c.recipient.in_(names[start : start + 500]))
        for row in connection.execute(wanted):
            held.setdefault(row.recipient, {})[row.channel] = row.address
    for row in rows:
        yield Recipient(
            row.id, row.language, tuple(row.groups.split()), row.audience, row.quiet, held.get(row.id, {})
        )  # fmt: skip


def _drop(connection: Connection, names: list[str]) -> int:
    connection.execute(addresses.delete().where(addresses.c.recipient.in_(names)))
    return connection.execute(recipients.delete().where(recipients.c.id.in_(names))).rowcount


__all__ = ["Recipient", "every", "of_groups", "put", "read_table", "remove"]
