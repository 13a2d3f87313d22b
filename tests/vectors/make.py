"""Make the vectors: small ledgers and proofs, whole and broken, from the project's own `ledger/entry.py`.

    python tests/vectors/make.py            writes the files beside this one
    python tests/vectors/make.py --check    says whether they are what it would write

Salts come from a hash of their place, so that every run gives the same bytes. `vectors.json` names every file with what
must come of it; `good/*.steps.json` give all hashes on the way, for checking an implementation step by step.
"""

from __future__ import annotations

import copy
import hashlib
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from greenline.ledger.entry import (
    FORMAT,
    ZERO,
    Tree,
    audit_path,
    canonical,
    entry_bytes,
    entry_hash,
    leaf_hash,
    node_hash,
    root_hash,
    withhold,
)

HERE = Path(__file__).parent
Object = dict[str, Any]


def salt(site: str, seq: int, place: int) -> bytes:
    """The fixed salt of a leaf."""
    return hashlib.sha256(f"salt {site} {seq} {place}".encode()).digest()[:16]


class Chain:
    """One site's entries, grown by values; keeps what an export shows of them."""

    def __init__(self, site: str) -> None:
        self.site, self.prev, self.hashes = site, ZERO, list[bytes]()
        self.entries: list[Object] = []

    def add(self, values: Mapping[str, Any], hidden: tuple[str, ...] = ()) -> Object:
        """Write an entry; the values named by `hidden` are withheld in the export."""
        seq = len(self.hashes) + 1
        lines = []
        for place, path in enumerate(sorted(values)):
            line = canonical([path, salt(self.site, seq, place).hex(), values[path]])
            lines.append(withhold(line) if path in hidden else line)
        root = root_hash(lines)
        entry: Object = {
            "site": self.site,
            "seq": seq,
            "prev": self.prev.hex(),
            "root": root.hex(),
            "leaves": [json.loads(line) for line in lines],
        }
        self.prev = entry_hash(self.site, seq, self.prev, root)
        self.hashes.append(self.prev)
        self.entries.append(entry)
        return entry

    def head(self) -> Object:
        """The tree head over all its entries."""
        return {"site": self.site, "size": len(self.hashes), "root": head_of(self.hashes)}


def head_of(hashes: list[bytes]) -> str:
    """The tree head over some entries, in hex."""
    tree = Tree()
    for one in hashes:
        tree.add(one)
    return tree.root().hex()


def hash_of(entry: Object) -> bytes:
    """The hash of an exported entry, over what it carries."""
    return entry_hash(entry["site"], entry["seq"], bytes.fromhex(entry["prev"]), bytes.fromhex(entry["root"]))


def lines_of(entry: Object) -> list[bytes]:
    """An exported entry's leaves as canonical bytes."""
    return [canonical(leaf) for leaf in entry["leaves"]]


def seal_root(entry: Object) -> None:
    """Give an entry the root that its leaves have now."""
    entry["root"] = root_hash(lines_of(entry)).hex()


def header(*heads: Object) -> Object:
    """The first line of an export."""
    return {"format": FORMAT, "mission": "cyprus", "audience": "mission", "heads": list(heads)}


def file_of(rows: list[Object]) -> bytes:
    """An export: each row on a line, UTF-8 as it is."""
    return b"".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n" for row in rows)


def act(ref: str, step: str, state: str, n: int, **values: Any) -> Object:
    """The leaves of an ordinary entry; a double underscore in a name stands for a dot."""
    return {
        "@by": "OBS-7",
        "@declaration": "0f1e2d3c4b5a",
        "@key": f"00000000-0000-4000-8000-{n:012d}",
        "@recorded_at": f"2026-11-22T10:{n:02d}:00Z",
        "@ref": ref,
        "@register": "report" if ref.startswith("REP") else "incident",
        "@role": "observer",
        "@state": state,
        "@step": step,
        **{name.replace("__", "."): value for name, value in values.items()},
    }


MOMENT = {"end": "2025-03-02T14:05:00+02:00", "prec": 1, "start": "2025-03-02T14:05:00+02:00"}
MONTH = {"end": "1996-06-30", "prec": 4, "start": "1996-06-01"}
PLACE = {"lat": "35.1001", "lon": "33.3", "prec": 1}


def hq() -> Chain:
    """Five entries of the headquarters, as the mission sees them."""
    chain = Chain("hq")
    chain.add(act("REP-7K2QXM4D", "send", "sent", 1, happened_at=MOMENT, place=PLACE, kind="CFV-SAF", count__about=12))
    chain.add(
        {
            **act("INC-5N8RTW2A", "open", "registered", 2, happened_at=MOMENT, place=PLACE, kind="CFV-SAF"),
            "@role": "desk",
            "@by": "DESK-1",
            "deaths.best": 2,
            "deaths.high": 3,
            "deaths.low": 1,
            "parties[0].actor": "GRC-1",
            "parties[0].role": "side_a",
            "parties[10].actor": "someone else",
            "reports": ["REP-7K2QXM4D"],
        }
    )
    chain.add({**act("REP-7K2QXM4D", "amend", "sent", 3, count__about=15), "@reason": "counted again", "@saw": 1})
    chain.add(
        {
            **act("INC-5N8RTW2A", "amend", "registered", 4, deaths__best=None, deaths__high=None, deaths__low=None),
            "@reason": "nobody was killed",
            "@saw": 2,
        }
    )
    chain.add(
        {
            **act("REP-9H3JKV6B", "send", "sent", 5, happened_at=MONTH),
            "@as_received": {"id": "77", "side_a": "", "where_prec": "4"},
            "@by": "IMPORT",
            "@flags": ["count.low (5) is above count.high (4)."],
            "bearing_deg": "271.5",
            "source_kind": "NGO",
        }
    )
    return chain


def withheld() -> Chain:
    """Three entries of which an audience sees only a part."""
    chain = Chain("hq")
    secret = ("@by", "@key", "place", "observer", "account")
    chain.add(act("REP-7K2QXM4D", "send", "sent", 1, happened_at=MOMENT, place=PLACE, observer="OP-31"), secret)
    everything = act("REP-8A2B3C4D", "send", "sent", 2, happened_at=MOMENT, account="Two shots.")
    chain.add(everything, tuple(everything))
    chain.add(act("REP-9A2B3C4D", "send", "sent", 3, happened_at=MOMENT, account="A dog barked."), secret)
    return chain


def two_sites() -> tuple[Chain, Chain, list[Object]]:
    """Two sites whose entries arrive by turns."""
    one, other = Chain("hq"), Chain("team-4")
    order = []
    for n, chain in enumerate((one, other, other, one, other, one, other), 1):
        order.append(chain.add(act(f"REP-{n}A2B3C4D", "send", "sent", n, happened_at=MOMENT, source_kind="NGO")))
    return one, other, order


UNICODE: Object = {
    "control": "".join(map(chr, range(32))) + "\x7f\x80\x9f",
    "escaped": '"\\/\b\f\n\r\t',
    "combining": "e\u0301 \u00e9 \ufb01 a\u030a\u0327 \u1100\u1161\u11a8 \uac01",
    "greek": "Λευκωσία",
    "turkish": "Lefkoşa İıŞğ",
    "arabic": "\u200fنقطة\u200e \u202e!",
    "planes": "\U0001f6a8\U0001f468\u200d\U0001f469\u200d\U0001f467 \U00020000 \U0010fffd",
    "edges": "\ud7ff\ue000\ufffd\ufffe\uffff\U00010000\U0010ffff",
    "separators": "\u2028\u2029\u0085\u00a0\ufeff",
    "order": {
        "\U00010000": 1,
        "\uffff": 2,
        "\ue000": 3,
        "é": 4,
        "z": 5,
        "e\u0301": 6,
        "": 7,
        "Z": 8,
        "\x00": 9,
    },
    "numbers": [0, -1, 2**53 - 1, -(2**53 - 1), True, False, None, [], {}, [[]], "1.50", "-0.0000001"],
    "\u00e9": "composed",
    "e\u0301": "decomposed",
    "\U0001f6a8": "astral name",
    "\uffff": "last of the first plane",
}


def steps(rows: list[Object]) -> Object:
    """Every hash on the way of a good ledger."""
    found: list[Object] = []
    sites: dict[str, list[bytes]] = {}
    for line, entry in enumerate(rows[1:], 2):
        leaves = [
            {"withheld": leaf, "hash": leaf}
            if type(leaf) is str
            else {"bytes": text.decode(), "hash": leaf_hash(text).hex()}
            for leaf, text in zip(entry["leaves"], lines_of(entry), strict=True)
        ]
        hashes = sites.setdefault(entry["site"], [])
        hashes.append(hash_of(entry))
        told = entry_bytes(entry["site"], entry["seq"], bytes.fromhex(entry["prev"]), bytes.fromhex(entry["root"]))
        found.append(
            {
                "line": line,
                "site": entry["site"],
                "seq": entry["seq"],
                "leaves": leaves,
                "root": entry["root"],
                "bytes": told.decode(),
                "hash": hashes[-1].hex(),
                "tree_after": head_of(hashes),
            }
        )
    paths = [
        {"site": site, "seq": i + 1, "size": len(hashes), "path": [step.hex() for step in audit_path(i, hashes)]}
        for site, hashes in sites.items()
        for i in range(len(hashes))
    ]
    return {"entries": found, "heads": rows[0]["heads"], "paths": paths}


class Vectors:
    """All files and their index."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.ledgers: list[Object] = []
        self.proofs: list[Object] = []

    def good(self, name: str, tells: str, rows: list[Object], raw: bytes | None = None, **more: Any) -> None:
        """A ledger that must be accepted, with its hashes; `raw` is another way to write the one called `several`."""
        file = f"good/{name}.jsonl"
        self.files[file] = file_of(rows) if raw is None else raw
        hashes = f"good/{name if raw is None else 'several'}.steps.json"
        self.files[hashes] = pretty(steps(rows))
        sites = []
        for head in rows[0]["heads"]:
            kinds = [type(leaf) for row in rows[1:] if row["site"] == head["site"] for leaf in row["leaves"]]
            sites.append({**head, "shown": kinds.count(list), "withheld": kinds.count(str)})
        told = {"file": file, "tells": tells, "accepted": True, "sites": sites, "steps": hashes}
        self.ledgers.append({**told, **more})

    def bad(self, name: str, tells: str, raw: bytes | list[Object], word: str, line: int, **more: Any) -> None:
        """A ledger that must be refused, with the first problem: its word and line."""
        file = f"broken/{name}.jsonl"
        self.files[file] = raw if isinstance(raw, bytes) else file_of(raw)
        self.ledgers.append({"file": file, "tells": tells, "accepted": False, "word": word, "line": line, **more})

    def proof(self, name: str, tells: str, value: Object, word: str | None = None, **more: Any) -> None:
        """A proof, accepted unless a word tells what is wrong."""
        file = f"proofs/{name}.json"
        self.files[file] = pretty(value)
        told = {"file": file, "tells": tells, "accepted": word is None}
        self.proofs.append({**told, **({"word": word} if word else {}), **more})


def pretty(value: Any) -> bytes:
    """JSON for people: one space a level, ASCII only so that no editor changes it."""
    return json.dumps(value, indent=1).encode() + b"\n"


def build() -> dict[str, bytes]:
    """Every file of this folder by its name."""
    vectors = Vectors()
    add_good(vectors)
    add_changed(vectors)
    add_moved(vectors)
    add_heads(vectors)
    add_malformed(vectors)
    add_proofs(vectors)
    index = {
        "format": FORMAT,
        "about": "accepted: the tool's verdict; word and line: the first problem; strict_json: telling it needs a JSON "
        "reader that sees names twice, 1.0 beside 1, big numbers; head: given to the tool as --head",
        "ledgers": vectors.ledgers,
        "proofs": vectors.proofs,
        "canonical": CANONICAL,
        "trees": trees(),
    }
    return {**vectors.files, "vectors.json": pretty(index)}


CANONICAL: list[Object] = [
    {"json": text, "canonical": canonical(json.loads(text)).decode()}
    for text in (
        "null",
        " [ true , false ] ",
        '"\\u0041\\/\\u00e9"',
        '"\\u0000\\u001f\\u007f\\b\\t\\n\\u000b\\f\\r"',
        '"\\ud83d\\udea8 \\u2028"',
        '{"b":1,"a":2,"":3}',
        '{"\\ud800\\udc00":1,"\\uffff":2,"\\ue000":3,"\\u00e9":4,"z":5,"Z":6}',
        "[9007199254740991,-9007199254740991,0]",
        '{"lon":"33.3","lat":"35.1","prec":1}',
        '[{"z":[],"a":{}},[[null]]]',
    )
] + [
    {"json": text, "refused": word}
    for text, word in (
        ("1.0", "number"),
        ("1e2", "number"),
        ("-0", "number"),
        ("9007199254740992", "number"),
        ("NaN", "number"),
        ("[-Infinity]", "number"),
        ('{"a":1,"\\u0061":2}', "duplicate_key"),
        ('"\\ud800"', "half_character"),
        ('{"\\udfff":1}', "half_character"),
        ('"\\ude00\\ud83d"', "half_character"),
        ('"a\nb"', "json"),
        ("[1,]", "json"),
        ("'a'", "json"),
        ("01", "json"),
        ("", "json"),
        ("[1]]", "json"),
        ("\ufeff1", "encoding"),
    )
]


def trees() -> list[Object]:
    """Tree heads and audit paths over the hashes SHA-256(0x00 || n as one byte), for sizes 0 to 8."""
    leaves = [hashlib.sha256(b"\x00" + bytes([n])).digest() for n in range(8)]
    found: list[Object] = []
    for size in range(9):
        part = leaves[:size]
        paths = [[step.hex() for step in audit_path(i, part)] for i in range(size)]
        found.append({"leaves": [leaf.hex() for leaf in part], "root": head_of(part), "paths": paths})
    assert found[2]["root"] == node_hash(leaves[0], leaves[1]).hex()
    return found


def add_good(vectors: Vectors) -> None:
    """The ledgers that must be accepted."""
    empty = head_of([])
    vectors.good("empty", "no site has written anything", [header()])
    vectors.good("empty-site", "a site without entries", [header({"site": "hq", "size": 0, "root": empty})])
    one = Chain("hq")
    one.add(act("REP-7K2QXM4D", "send", "sent", 1, happened_at=MOMENT, place=PLACE, kind="CFV-SAF"))
    vectors.good("one", "one entry", [header(one.head()), *one.entries])
    several = hq()
    rows = [header(several.head()), *several.entries]
    older = f"hq:3:{head_of(several.hashes[:3])}"
    vectors.good("several", "groups, lists, a value taken away, a foreign row", rows)
    self_same = file_of(rows)
    vectors.good("older-head", "the same ledger, and its reader holds an older head", rows, self_same, head=older)
    rows = [header(several.head()), *several.entries]
    spaced = b"".join(b"  " + json.dumps(row, sort_keys=True).encode() + b" \t\r\n" for row in rows)
    vectors.good("spaced", "the same ledger in other spacing, order of names and escapes", rows, spaced)
    no_newline = file_of(rows)[:-1]
    vectors.good("no-newline", "the same ledger without its last line break", rows, no_newline)
    hidden = withheld()
    vectors.good(
        "withheld", "some values, and all of one entry, are withheld", [header(hidden.head()), *hidden.entries]
    )
    first, second, order = two_sites()
    vectors.good("two-sites", "two sites by turns", [header(first.head(), second.head()), *order])
    text = Chain("hq")
    text.add({**act("REP-7K2QXM4D", "send", "sent", 1), **UNICODE})
    vectors.good("unicode", "every escape, combining characters, all planes", [header(text.head()), *text.entries])


def changed(change: Callable[[list[Object]], Any]) -> list[Object]:
    """The rows of the five-entry ledger after a change; row 0 is the header."""
    chain = hq()
    rows = copy.deepcopy([header(chain.head()), *chain.entries])
    change(rows)
    return rows


def leaf(row: Object, path: str) -> list[Any]:
    """The shown leaf of that path."""
    found: list[Any] = next(x for x in row["leaves"] if type(x) is list and x[0] == path)
    return found


def relink(rows: list[Object], start: int) -> None:
    """Give every entry after row `start` the prev that its forerunner has now: a forger's work."""
    for before, row in zip(rows[start:], rows[start + 1 :], strict=False):
        row["prev"] = hash_of(before).hex()


def flip(text: str, place: int = 5) -> str:
    """Hex with one digit changed."""
    return text[:place] + ("0" if text[place] != "0" else "1") + text[place + 1 :]


def add_changed(vectors: Vectors) -> None:
    """Content that was changed."""

    def bad(name: str, tells: str, word: str, line: int, change: Callable[[list[Object]], Any], **more: Any) -> None:
        vectors.bad(name, tells, changed(change), word, line, **more)

    def set_value(row: Object, path: str, value: Any) -> None:
        leaf(row, path)[2] = value

    def resalt(rows: list[Object], new_root: bool, link: bool = False) -> None:
        set_value(rows[2], "deaths.best", 3)
        for i, one in enumerate(rows[2]["leaves"]):
            one[1] = salt("other", 2, i).hex()
        if new_root:
            seal_root(rows[2])
        if link:
            relink(rows, 2)

    bad("value", "one number changed", "values", 3, lambda r: set_value(r[2], "deaths.best", 3))
    bad("value-type", "a number turned into text", "values", 3, lambda r: set_value(r[2], "deaths.best", "2"))
    bad("value-null", "a value blanked", "values", 3, lambda r: set_value(r[2], "deaths.best", None))
    bad(
        "value-form",
        "a text composed in another Unicode form",
        "values",
        3,
        lambda r: set_value(r[2], "kind", "CFV-SAF\u0301"),
    )
    bad("header-leaf", "another call sign", "values", 2, lambda r: set_value(r[1], "@by", "OBS-8"))
    bad(
        "path",
        "a value moved to another path",
        "values",
        3,
        lambda r: leaf(r[2], "deaths.low").__setitem__(0, "deaths.lox"),
    )
    bad("salt", "a salt changed", "values", 2, lambda r: r[1]["leaves"][0].__setitem__(1, flip(r[1]["leaves"][0][1])))
    bad("root", "a root changed", "values", 3, lambda r: r[2].update(root=flip(r[2]["root"])))
    bad("prev", "a prev changed", "chain", 4, lambda r: r[3].update(prev=flip(r[3]["prev"])))
    bad("first-prev", "the first entry claims a forerunner", "chain", 2, lambda r: r[1].update(prev="11" * 32))
    bad("leaf-dropped", "a value left out", "values", 3, lambda r: r[2]["leaves"].remove(leaf(r[2], "deaths.best")))
    bad("leaf-added", "a value put in", "values", 2, lambda r: r[1]["leaves"].append(["zzz", "00" * 16, "new"]))
    bad("resalt-old-root", "value and salts changed, old root kept", "values", 3, lambda r: resalt(r, False))
    bad("resalt-new-root", "value, salts and root changed, old chain kept", "chain", 4, lambda r: resalt(r, True))
    bad(
        "rechained",
        "value, root and the chain after it made anew, old head kept",
        "head",
        1,
        lambda r: resalt(r, True, True),
    )

    def last_made_anew(rows: list[Object]) -> None:
        set_value(rows[5], "bearing_deg", "90")
        seal_root(rows[5])

    bad("last-made-anew", "the last entry made anew", "head", 1, last_made_anew)

    def rewritten(rows: list[Object]) -> None:
        resalt(rows, True, True)
        rows[0]["heads"][0]["root"] = head_of([hash_of(row) for row in rows[1:]])

    held = f"hq:3:{head_of(hq().hashes[:3])}"
    bad("rewritten", "all made anew, head too: only a head held outside tells", "your_head", 4, rewritten, head=held)
    chain = withheld()
    rows = copy.deepcopy([header(chain.head()), *chain.entries])
    rows[2]["leaves"][0] = flip(rows[2]["leaves"][0])
    vectors.bad("withheld-hash", "the hash of a withheld value changed", rows, "values", 3)


def add_moved(vectors: Vectors) -> None:
    """Entries dropped, added, moved, given to another site."""

    def bad(name: str, tells: str, word: str, line: int, change: Callable[[list[Object]], Any]) -> None:
        vectors.bad(name, tells, changed(change), word, line)

    def swap(rows: list[Object], a: int, b: int) -> None:
        rows[a], rows[b] = rows[b], rows[a]

    def inserted(rows: list[Object]) -> None:
        row = copy.deepcopy(rows[3])
        leaf(row, "count.about")[2] = 99
        seal_root(row)
        rows.insert(3, row)
        for n, one in enumerate(rows[1:], 1):
            one["seq"] = n

    def forked(rows: list[Object]) -> None:
        row = copy.deepcopy(rows[3])
        leaf(row, "count.about")[2] = 99
        seal_root(row)
        rows.insert(4, row)

    def renumbered(rows: list[Object]) -> None:
        del rows[3]
        for n, one in enumerate(rows[1:], 1):
            one["seq"] = n

    bad("dropped", "an entry left out", "missing", 4, lambda r: r.pop(3))
    bad("dropped-first", "the first entry left out", "missing", 2, lambda r: r.pop(1))
    bad("dropped-last", "the last entry left out", "cut", 5, lambda r: r.pop(5))
    bad("dropped-renumbered", "an entry left out and the rest renumbered", "chain", 4, renumbered)
    bad("inserted", "an entry put in and the rest renumbered", "chain", 5, inserted)
    bad("reordered", "two entries change places", "missing", 3, lambda r: swap(r, 2, 3))
    bad("repeated", "an entry stands there twice", "again", 4, lambda r: r.insert(3, copy.deepcopy(r[2])))
    bad("repeated-last", "the last entry stands there again", "again", 7, lambda r: r.append(copy.deepcopy(r[5])))
    bad("fork", "two entries with one number", "fork", 5, forked)
    bad("seq", "a seq changed", "missing", 4, lambda r: r[3].update(seq=4))
    bad("seq-far", "a seq far away", "extra", 4, lambda r: r[3].update(seq=2**53 - 1))
    first, second, order = two_sites()
    rows = copy.deepcopy([header(first.head(), second.head()), *order])
    for row in rows[1:]:
        row["site"] = "hq" if row["site"] == "team-4" else "team-4"
    vectors.bad("sites-swapped", "every entry given to the other site", rows, "chain", 4)
    rows = copy.deepcopy([header(first.head(), second.head()), *order])
    rows[1]["site"], rows[2]["site"] = "team-4", "hq"
    vectors.bad("sites-swapped-once", "the two first entries change sites", rows, "chain", 4)
    rows = copy.deepcopy([header(first.head(), second.head()), *order])
    swap(rows[0]["heads"], 0, 1)
    for head in rows[0]["heads"]:
        head["site"] = "hq" if head["site"] == "team-4" else "team-4"
    vectors.bad("heads-swapped", "the heads change sites", rows, "head", 1)
    whole = file_of(changed(lambda r: None))
    ends = [i for i, byte in enumerate(whole) if byte == 10]
    vectors.bad("cut-in-line", "the file is cut off inside a line", whole[: ends[3] + 100], "json", 5)
    vectors.bad("cut-at-line", "the file is cut off after a line", whole[: ends[2] + 1], "cut", 3)
    vectors.bad("cut-after-header", "only the first line is left", whole[: ends[0] + 1], "cut", 1)
    vectors.bad("cut-all", "nothing is left", b"", "json", 1)


def add_heads(vectors: Vectors) -> None:
    """First lines that do not fit."""

    def bad(name: str, tells: str, word: str, line: int, change: Callable[[Object], Any], **more: Any) -> None:
        vectors.bad(name, tells, changed(lambda rows: change(rows[0])), word, line, **more)

    chain = hq()
    whole = chain.head()["root"]
    bad("head", "another head", "head", 1, lambda h: h["heads"][0].update(root=flip(whole)))
    bad(
        "head-smaller",
        "an older, true head over fewer entries",
        "extra",
        6,
        lambda h: h["heads"][0].update(size=4, root=head_of(chain.hashes[:4])),
    )
    bad("head-smaller-size", "only the size is smaller", "head", 1, lambda h: h["heads"][0].update(size=4))
    bad("head-larger-size", "only the size is larger", "cut", 6, lambda h: h["heads"][0].update(size=6))
    bad(
        "head-unknown-site",
        "a head of another site",
        "site",
        2,
        lambda h: h["heads"][0].update(site="other"),
    )
    bad("head-none", "no head at all", "site", 2, lambda h: h.update(heads=[]))
    bad("head-twice", "two heads for one site", "site", 1, lambda h: h["heads"].append(dict(h["heads"][0])))
    bad(
        "head-empty",
        "a head over nothing that is not the hash of nothing",
        "head",
        1,
        lambda h: h["heads"].append({"site": "team-4", "size": 0, "root": "00" * 32}),
    )
    bad("head-upper-case", "a head in capital letters", "hex", 1, lambda h: h["heads"][0].update(root=whole.upper()))
    bad("head-size-text", "a size as text", "shape", 1, lambda h: h["heads"][0].update(size="5"))
    bad("head-size-true", "a size that is true", "shape", 1, lambda h: h["heads"][0].update(size=True))
    bad("head-size-negative", "a size below zero", "shape", 1, lambda h: h["heads"][0].update(size=-5))
    bad("format", "a format of the future", "format", 1, lambda h: h.update(format="greenline-ledger-2"))
    bad("format-missing", "no format", "format", 1, lambda h: h.pop("format"))
    bad("header-field", "something of no hash in the first line", "shape", 1, lambda h: h.update(note="trust me"))
    bad("header-missing", "no audience", "shape", 1, lambda h: h.pop("audience"))
    rows = changed(lambda r: None)
    vectors.bad("held-head", "its reader holds another head", rows, "your_head", 4, head=f"hq:3:{'00' * 32}")
    vectors.bad("held-larger", "its reader holds a head over more", rows, "your_head", 6, head=f"hq:9:{'00' * 32}")
    vectors.bad("held-site", "its reader holds a head of another site", rows, "your_head", 1, head=f"x:1:{'00' * 32}")


def add_malformed(vectors: Vectors) -> None:
    """Bytes that are no such ledger, and shapes that are none."""

    def bad(name: str, tells: str, word: str, change: Callable[[Object], Any], line: int = 3, **more: Any) -> None:
        vectors.bad(name, tells, changed(lambda rows: change(rows[line - 1])), word, line, **more)

    def raw(name: str, tells: str, word: str, old: bytes, new: bytes, line: int = 3, **more: Any) -> None:
        lines = file_of(changed(lambda r: None)).splitlines(keepends=True)
        assert lines[line - 1].count(old) >= 1
        lines[line - 1] = lines[line - 1].replace(old, new, 1)
        vectors.bad(name, tells, b"".join(lines), word, line, **more)

    strict = {"strict_json": True}

    def swap_leaves(row: Object) -> None:
        row["leaves"][0], row["leaves"][1] = row["leaves"][1], row["leaves"][0]
        seal_root(row)

    def twice(row: Object) -> None:
        row["leaves"].insert(1, [row["leaves"][0][0], "22" * 16, "somebody else"])
        seal_root(row)

    bad("leaf-order", "two leaves change places, root made anew", "leaf_order", swap_leaves)
    bad("leaf-twice", "one path stands there twice, root made anew", "leaf_twice", twice)
    bad("leaf-short", "a leaf without value", "leaf", lambda e: e["leaves"][0].pop())
    bad("leaf-long", "a leaf with something more", "leaf", lambda e: e["leaves"][0].append(1))
    bad("leaf-object", "a leaf that is an object", "leaf", lambda e: e["leaves"].__setitem__(0, {"path": "@by"}))
    bad("leaf-null", "a leaf that is null", "leaf", lambda e: e["leaves"].__setitem__(0, None))
    bad("leaf-no-path", "a leaf whose path is empty", "leaf", lambda e: e["leaves"][0].__setitem__(0, ""))
    bad("leaf-path-number", "a leaf whose path is a number", "leaf", lambda e: e["leaves"][0].__setitem__(0, 1))
    bad("salt-short", "a salt of 15 bytes", "hex", lambda e: e["leaves"][0].__setitem__(1, "00" * 15))
    bad("salt-upper-case", "a salt in capital letters", "hex", lambda e: e["leaves"][0].__setitem__(1, "AB" * 16))
    bad("leaves-empty", "no leaves", "shape", lambda e: e.update(leaves=[]))
    bad("leaves-text", "leaves that are a text", "shape", lambda e: e.update(leaves="ab" * 32))
    bad("root-upper-case", "a root in capital letters", "hex", lambda e: e.update(root=e["root"].upper()))
    bad("root-short", "a root of 31 bytes", "hex", lambda e: e.update(root=e["root"][2:]))
    bad("root-null", "a root that is null", "hex", lambda e: e.update(root=None))
    bad("prev-spaces", "a prev with a space in it", "hex", lambda e: e.update(prev=" " + e["prev"][1:]))
    bad(
        "withheld-upper-case",
        "a withheld leaf in capitals",
        "hex",
        lambda e: e["leaves"].__setitem__(0, "AB" * 32),
    )
    bad("withheld-short", "a withheld leaf of 31 bytes", "hex", lambda e: e["leaves"].__setitem__(0, "ab" * 31))
    bad("field-missing", "an entry without prev", "shape", lambda e: e.pop("prev"))
    bad("field-more", "something of no hash in an entry", "shape", lambda e: e.update(note="trust me"))
    bad("seq-zero", "seq 0", "shape", lambda e: e.update(seq=0))
    bad("seq-text", "a seq as text", "shape", lambda e: e.update(seq="2"))
    bad("seq-true", "a seq that is true", "shape", lambda e: e.update(seq=True), 2)
    bad("site-unknown", "a site without a head", "site", lambda e: e.update(site="elsewhere"))
    bad("site-odd", "a site with a line break", "site", lambda e: e.update(site="hq\n"))
    bad("site-empty", "a site without name", "site", lambda e: e.update(site=""))
    bad("site-number", "a site that is a number", "site", lambda e: e.update(site=7))
    raw("half-character", "half of a character", "half_character", b"DESK-1", b"DESK\\ud800", **strict)
    raw("bad-utf8", "a byte that is no UTF-8", "encoding", b"DESK-1", b"DESK\xff1")
    raw("utf8-surrogate", "half of a character as bytes", "encoding", b"DESK-1", b"\xed\xa0\x80")
    raw("utf8-overlong", "an overlong letter", "encoding", b"DESK-1", b"\xc1\x81ESK-1")
    raw("bom", "a byte order mark", "encoding", b'{"format"', b'\xef\xbb\xbf{"format"', 1)
    raw("float", "a number with a fraction", "number", b",2]", b",2.5]", **strict)
    raw("float-whole", "2.0 in place of 2", "number", b",2]", b",2.0]", **strict)
    raw("float-exponent", "2e0 in place of 2", "number", b",2]", b",2e0]", **strict)
    raw("big-int", "2^53", "number", b",2]", b",9007199254740992]", **strict)
    raw("huge-int", "a number of 6000 digits", "number", b",2]", b"," + b"9" * 6000 + b"]", **strict)
    raw("nan", "NaN", "number", b",2]", b",NaN]")
    raw("infinity", "-Infinity", "number", b",2]", b",-Infinity]")
    raw("duplicate-key", "a name twice", "duplicate_key", b'"seq":2', b'"seq":2,"seq":2', **strict)
    raw(
        "duplicate-key-escaped",
        "a name twice, once escaped",
        "duplicate_key",
        b'"seq":2',
        b'"seq":2,"\\u0073eq":2',
        strict_json=True,
    )
    raw(
        "duplicate-key-inside",
        "a name twice in a value",
        "duplicate_key",
        b'"prec":1',
        b'"prec":7,"prec":1',
        strict_json=True,
    )
    raw(
        "nesting",
        "lists 20,000 deep",
        "depth",
        b",2]",
        b"," + b"[" * 20_000 + b"]" * 20_000 + b"]",
        strict_json=True,
    )
    raw("nesting-open", "lists that never end", "depth", b",2]", b"," + b"[" * 5000, **strict)
    raw("control-character", "a raw control character in a text", "json", b"DESK-1", b"DESK\x011")
    raw("line-empty", "an empty line", "json", b"{", b"\n{", 4)
    raw("line-two", "two entries on a line", "json", b"\n", b"", 3)
    raw("line-break", "an entry over two lines", "json", b",", b",\n", 3)
    lines = file_of(changed(lambda r: None)).splitlines(keepends=True)
    vectors.bad("line-list", "a line that is a list", b"".join([*lines[:2], b"[1]\n", *lines[3:]]), "shape", 3)
    vectors.bad("not-json", "a line of plain text", b"".join([*lines[:2], b"hello\n", *lines[3:]]), "json", 3)
    vectors.bad("not-a-ledger", "a list in place of a ledger", b"[1,2,3]\n", "format", 1)
    vectors.bad("no-header", "the first line is gone", b"".join(lines[1:]), "format", 1)
    vectors.bad(
        "utf16", "the file in UTF-16", b"\xff\xfe" + b"".join(lines).decode().encode("utf-16-le"), "encoding", 1
    )


def add_proofs(vectors: Vectors) -> None:
    """Single entries with their way to a head."""
    chain = hq()

    def of(seq: int, change: Callable[[Object], Any] = lambda p: None, source: Chain = chain) -> Object:
        value = copy.deepcopy(
            {
                "entry": source.entries[seq - 1],
                "hash": source.hashes[seq - 1].hex(),
                "path": [step.hex() for step in audit_path(seq - 1, source.hashes)],
                "head": source.head(),
            }
        )
        change(value)
        return value

    for seq in range(1, 6):
        vectors.proof(f"entry-{seq}", f"entry {seq} of 5", of(seq))
    head = chain.head()
    vectors.proof("held-head", "its reader holds the head", of(2), head=f"hq:5:{head['root']}")
    hidden = withheld()
    vectors.proof("withheld", "an entry of which nothing is shown", of(2, source=hidden))
    one = Chain("hq")
    one.add(act("REP-7K2QXM4D", "send", "sent", 1))
    vectors.proof("alone", "the only entry: an empty path", of(1, source=one))

    def renumber(proof: Object, seq: int) -> None:
        proof["entry"]["seq"] = seq
        proof["hash"] = hash_of(proof["entry"]).hex()

    def bad(name: str, tells: str, word: str, change: Callable[[Object], Any], **more: Any) -> None:
        vectors.proof(f"broken-{name}", tells, of(2, change), word, **more)

    bad("value", "a value changed", "values", lambda p: p["entry"]["leaves"][0].__setitem__(2, "DESK-2"))
    bad("hash", "the hash changed", "hash", lambda p: p.update(hash=flip(p["hash"])))
    bad("prev", "the prev changed", "hash", lambda p: p["entry"].update(prev=flip(p["entry"]["prev"])))
    bad("path", "a step changed", "path", lambda p: p["path"].__setitem__(1, flip(p["path"][1])))
    bad("path-order", "two steps change places", "path", lambda p: p["path"].reverse())
    bad("path-short", "a step missing", "path", lambda p: p["path"].pop())
    bad("path-long", "a step too many", "path", lambda p: p["path"].append("00" * 32))
    bad("path-text", "a path that is a text", "shape", lambda p: p.update(path="00" * 32))
    bad("path-hex", "a step in capital letters", "hex", lambda p: p["path"].__setitem__(0, p["path"][0].upper()))
    bad("seq", "another seq, hash made anew", "path", lambda p: renumber(p, 3))
    bad("seq-beyond", "a seq beyond the head, hash made anew", "path", lambda p: renumber(p, 6))
    bad("site", "the head of another site", "site", lambda p: p["head"].update(site="team-4"))
    bad("head", "another head", "path", lambda p: p["head"].update(root=flip(p["head"]["root"])))
    bad("size", "another size", "path", lambda p: p["head"].update(size=4))
    bad("held", "its reader holds another head", "your_head", lambda p: None, head=f"hq:5:{'00' * 32}")
    bad("field", "something of no hash beside it", "shape", lambda p: p.update(note="trust me"))
    bad("missing", "no head", "shape", lambda p: p.pop("head"))


def main() -> int:
    """Write the files, or say whether they are fresh."""
    files = build()
    if "--check" in sys.argv[1:]:
        stale = [name for name, raw in files.items() if not (HERE / name).exists() or (HERE / name).read_bytes() != raw]
        print("fresh" if not stale else f"stale: {', '.join(stale)}")
        return 1 if stale else 0
    for name, raw in files.items():
        (HERE / name).parent.mkdir(exist_ok=True)
        (HERE / name).write_bytes(raw)
    for folder in ("good", "broken", "proofs"):
        for file in (HERE / folder).iterdir():
            if f"{folder}/{file.name}" not in files:
                file.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main())
